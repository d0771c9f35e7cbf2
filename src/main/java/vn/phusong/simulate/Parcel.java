package vn.phusong.simulate;

/** A message of one device on its way. Who made it owns the bytes; nobody changes them. */
final class Parcel {
    final Topic topic;
    final byte[] payload;
    final int readings;

    // The fleet's event loop only.
    int packetId = -1;
    long sentNanos;
    boolean wasSent;

    Parcel(Topic topic, byte[] payload, int readings) {
        this.topic = topic;
        this.payload = payload;
        this.readings = readings;
    }
}
