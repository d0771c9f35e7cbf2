package vn.phusong.ingest;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, kept by the door we open ourselves. */
class OwnDoorTest extends DoorContract {
    private final Vertx vertx = Vertx.vertx();
    private MqttDoor door;

    @BeforeEach
    void open() {
        door = OpenDoor.await(MqttDoor.open(vertx, OpenDoor.USUAL, needs()));
    }

    @AfterEach
    void close() {
        OpenDoor.await(door.close());
        OpenDoor.await(vertx.close());
    }

    @Override
    int port() {
        return door.actualPort();
    }

    @Override
    long acknowledged() {
        return door.counts().of(MqttCount.ACKNOWLEDGED);
    }

    @Override
    long held() {
        return door.counts().waiting();
    }
}
