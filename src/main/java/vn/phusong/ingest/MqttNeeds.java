package vn.phusong.ingest;

import java.time.InstantSource;

/**
 * Whom the door works with.
 *
 * @param clock for receive times, tokens and Wills; the product's one clock
 */
record MqttNeeds(Intake intake, Credentials credentials, MqttDevices devices, MqttReader reader, InstantSource clock) {}
