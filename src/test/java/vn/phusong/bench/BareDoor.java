package vn.phusong.bench;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;

/** The least an MQTT server can do: takes everybody in and acknowledges at once. What our door is measured against. */
public final class BareDoor extends VerticleBase {
    private final int port;

    private BareDoor(int port) {
        this.port = port;
    }

    public static void main(String... args) {
        int port = Integer.parseInt(args[0]);
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(() -> new BareDoor(port), new DeploymentOptions().setInstances(2))
                .onComplete(id -> System.out.println("bare door on " + port), Throwable::printStackTrace);
    }

    @Override
    public Future<?> start() {
        return MqttServer.create(vertx, new MqttServerOptions().setPort(port).setMaxMessageSize(262_144))
                .endpointHandler(endpoint -> endpoint.publishHandler(message -> {
                            if (message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
                                endpoint.publishAcknowledge(message.messageId());
                            }
                        })
                        .accept(false))
                .listen();
    }
}
