package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;

/** What the door must know of a device, by the registry of the time given in epoch milliseconds. Any thread. */
interface MqttDevices {
    /** Why the registry does not let it in, or null when it does. */
    @Nullable
    Refusal mayConnect(String device, long at);

    /** Whether it may speak for the lines that name it. */
    boolean isCollector(String device, long at);

    /** How many lines name it. */
    int lines(String collector, long at);
}
