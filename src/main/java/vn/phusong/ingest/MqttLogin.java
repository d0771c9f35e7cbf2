package vn.phusong.ingest;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.mqtt.MqttAuth;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttUnsubAckReasonCode;
import java.util.Collections;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.SecurityEvent;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * CONNECT: who may come in. The user name is the device id, the password its secret; the client id is free. One session per device: the newcomer takes over.
 * Two boxes with one identity would push each other out for ever, so after some take-overs in a minute the newcomer is refused (0x9F) and the one inside goes
 * on; the bound refills with time, so a device that really moved gets in. Event loop only.
 */
final class MqttLogin {
    private static final int FIVE = 5;

    private final MqttLoop loop;
    private final SessionRegister register;

    MqttLogin(MqttLoop loop, SessionRegister register) {
        this.loop = loop;
        this.register = register;
    }

    void arrived(MqttEndpoint endpoint, GateValve valve) {
        long now = loop.now();
        if (loop.isClosing()) {
            refuse(endpoint, valve, MqttRefusal.CLOSING);
        } else if (!register.mayConnect(now)) {
            refuse(endpoint, valve, MqttRefusal.RATE);
        } else if (endpoint.protocolVersion() >= FIVE
                && endpoint.connectProperties().getProperty(MqttProperties.AUTHENTICATION_METHOD) != null) {
            refuse(endpoint, valve, MqttRefusal.METHOD);
        } else {
            knock(endpoint, valve, now);
        }
    }

    private void knock(MqttEndpoint endpoint, GateValve valve, long now) {
        MqttAuth auth = endpoint.auth();
        String device = auth == null ? "" : auth.getUsername();
        String from =
                endpoint.remoteAddress() == null ? "" : endpoint.remoteAddress().toString();
        if (auth == null || !loop.needs().credentials().isValid(device, auth.getPassword())) {
            loop.report(new SecurityEvent(now, "login_failed", claimed(device), from, "wrong id or secret"));
            refuse(endpoint, valve, MqttRefusal.LOGIN);
            return;
        }
        Refusal refusal = loop.needs().devices().mayConnect(device, now);
        if (refusal != null) {
            loop.report(new SecurityEvent(now, "login_failed", device, from, refusal.detail()));
            refuse(endpoint, valve, MqttRefusal.NOT_ALLOWED);
            return;
        }
        SessionPlace place = register.place(device, now);
        if (!place.mayEnter(now)) {
            loop.report(new SecurityEvent(now, "clone_refused", device, from, "its session changes hands too often"));
            refuse(endpoint, valve, MqttRefusal.CLONE);
            return;
        }
        boolean isCollector = loop.needs().devices().isCollector(device, now);
        Session session = new Session(endpoint, valve, loop, place, new SessionInbox(device, isCollector, from, loop));
        enter(session, endpoint, place, from);
    }

    private void enter(Session session, MqttEndpoint endpoint, SessionPlace place, String from) {
        long now = loop.now();
        Session before = register.enter(place, session);
        if (before != null) {
            loop.report(new SecurityEvent(now, "session_taken_over", session.device(), from, "a second login"));
            before.loop().run(before::takenOver);
        }
        loop.joined(session);
        session.listen();
        String given = endpoint.clientIdentifier();
        String client = given == null ? UUID.randomUUID().toString() : given;
        boolean isResumed = place.resume(client, endpoint.isCleanSession(), now);
        loop.tally().add(MqttCount.CONNECTIONS_ACCEPTED);
        if (endpoint.protocolVersion() >= FIVE) {
            endpoint.accept(isResumed, promises(given == null ? client : null));
        } else {
            endpoint.accept(isResumed);
        }
        // Changed between the question and the place: nobody told a session that was not there yet.
        if (!loop.needs()
                .credentials()
                .isValid(session.device(), endpoint.auth().getPassword())) {
            session.disproved();
        }
    }

    private MqttProperties promises(@Nullable String assigned) {
        MqttDoorSettings.Limits limits = loop.settings().limits();
        MqttProperties promises = new MqttProperties();
        add(promises, MqttProperties.RECEIVE_MAXIMUM, limits.receiveMax());
        add(promises, MqttProperties.MAXIMUM_PACKET_SIZE, limits.packetMax());
        add(promises, MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
        add(promises, MqttProperties.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
        add(promises, MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        if (assigned != null) {
            promises.add(new MqttProperties.StringProperty(MqttProperties.ASSIGNED_CLIENT_IDENTIFIER, assigned));
        }
        return promises;
    }

    private static void add(MqttProperties promises, int id, int value) {
        promises.add(new MqttProperties.IntegerProperty(id, value));
    }

    /** An id as claimed by someone who proved nothing: cut, and without control characters. */
    private static String claimed(String device) {
        return new Refusal(RefusalReason.UNKNOWN_DEVICE, device).detail();
    }

    private void refuse(MqttEndpoint endpoint, GateValve valve, MqttRefusal why) {
        loop.tally().add(why.counted());
        valve.deafen();
        MqttConnectReturnCode code = endpoint.protocolVersion() >= FIVE ? why.five() : why.three();
        endpoint.reject(code);
    }

    /** Nobody may listen here: every filter is refused, each on its own. */
    static void refuseFilters(MqttEndpoint endpoint, MqttSubscribeMessage asked, MqttTally tally) {
        int filters = asked.topicSubscriptions().size();
        tally.add(MqttCount.SUBSCRIPTIONS_REFUSED, filters);
        MqttSubAckReasonCode no = endpoint.protocolVersion() >= FIVE
                ? MqttSubAckReasonCode.NOT_AUTHORIZED
                : MqttSubAckReasonCode.UNSPECIFIED_ERROR;
        endpoint.subscribeAcknowledge(
                asked.messageId(), Collections.nCopies(filters, no), MqttProperties.NO_PROPERTIES);
    }

    static void answerUnsubscribe(MqttEndpoint endpoint, MqttUnsubscribeMessage asked) {
        endpoint.unsubscribeAcknowledge(
                asked.messageId(),
                Collections.nCopies(asked.topics().size(), MqttUnsubAckReasonCode.NO_SUBSCRIPTION_EXISTED),
                MqttProperties.NO_PROPERTIES);
    }
}
