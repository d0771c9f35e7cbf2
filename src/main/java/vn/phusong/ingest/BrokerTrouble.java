package vn.phusong.ingest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps us from hearing a broker, told to the log once when it begins. Link only, but {@link #sentence()}. */
final class BrokerTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerTrouble.class);

    private final String broker;
    private volatile String sentence;
    private boolean isTold;

    BrokerTrouble(BrokerSettings settings) {
        broker = "broker " + settings.name() + " at " + settings.url() + ": ";
        sentence = broker + "not connected yet";
    }

    void is(String why) {
        sentence = broker + why;
        if (!isTold) {
            isTold = true;
            LOG.error("{}; tried again until it works", sentence);
        }
    }

    void isForgotten() {
        LOG.error("{}it had forgotten our session; what it heard while we were apart is lost", broker);
    }

    void isOver() {
        sentence = "";
        isTold = false;
    }

    /** We go ourselves: nobody need be told. */
    void isOurEnd() {
        sentence = broker + "we are stopping";
    }

    /** Empty while there is none. Any thread. */
    String sentence() {
        return sentence;
    }
}
