package vn.phusong.ingest;

import vn.phusong.reading.RefusalReason;

/** The three topics of one device, made once per session so that a publish costs one comparison. */
final class SessionTopics {
    static final String ROOT = "phusong/v1/";

    private final String telemetry;
    private final String event;
    private final String state;

    SessionTopics(String device) {
        telemetry = ROOT + device + "/telemetry";
        event = ROOT + device + "/event";
        state = ROOT + device + "/state";
    }

    boolean isOwn(String topic) {
        return topic.equals(telemetry) || topic.equals(event) || topic.equals(state);
    }

    boolean isState(String topic) {
        return topic.equals(state);
    }

    /** Why a topic that is not the device's own is refused. */
    static RefusalReason refuse(String topic) {
        int slash = topic.indexOf('/', ROOT.length());
        boolean isShaped = topic.startsWith(ROOT) && slash > ROOT.length();
        if (!isShaped) {
            return RefusalReason.UNKNOWN_TOPIC;
        }
        String kind = topic.substring(slash + 1);
        boolean isKnown = kind.equals("telemetry") || kind.equals("event") || kind.equals("state");
        return isKnown ? RefusalReason.OTHER_DEVICE : RefusalReason.UNKNOWN_TOPIC;
    }
}
