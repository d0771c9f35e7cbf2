package vn.phusong.ingest;

/** What all loops of one door share. */
record MqttShared(
        MqttDoorSettings settings, MqttNeeds needs, SessionRegister register, MqttTally tally, MqttSockets sockets) {
    static MqttShared of(MqttDoorSettings settings, MqttNeeds needs) {
        return new MqttShared(
                settings,
                needs,
                new SessionRegister(settings, needs),
                new MqttTally(),
                new MqttSockets(settings.limits().connectionsMax()));
    }
}
