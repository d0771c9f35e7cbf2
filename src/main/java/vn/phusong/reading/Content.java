package vn.phusong.reading;

import java.util.function.Function;

/** What a reading says: radio, fibre, or a thing that happened to the device. Never says who or when; {@link Reading} does. */
public sealed interface Content permits Mobile, Fibre, DeviceEvent {
    <T> T match(Function<Mobile, T> mobile, Function<Fibre, T> fibre, Function<DeviceEvent, T> event);

    /**
     * Tells apart the several things one device may say of one instant: two readings with equal device, time and kind are one reading said twice, or a
     * conflict.
     */
    int kind();

    /** A hash of all the reading says, equal for equal content on every machine and in every run. Sequence numbers and receive times are no content. */
    long fingerprint();
}
