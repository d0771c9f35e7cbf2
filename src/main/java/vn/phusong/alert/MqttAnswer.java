package vn.phusong.alert;

import io.vertx.core.Promise;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.jspecify.annotations.Nullable;

/** What a broker answers to what we say. */
final class MqttAnswer {
    private static final int REFUSED = 0x80;

    private MqttAnswer() {}

    static MqttActionListener to(Promise<Answer> promise) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                promise.tryComplete(of(token.getReasonCodes()));
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                int[] codes = token.getReasonCodes();
                if (codes != null && codes.length > 0 && (codes[0] & 0xFF) >= REFUSED) {
                    promise.tryComplete(of(codes));
                } else {
                    promise.tryFail(cause);
                }
            }
        };
    }

    /** By the reason code (MQTT 5 §3.4.2.1): only what says that this message can never be taken is for good. */
    private static Answer of(int @Nullable [] codes) {
        int worst = 0;
        for (int code : codes == null ? new int[0] : codes) {
            worst = Math.max(worst, code & 0xFF);
        }
        String detail = String.format("0x%02x", worst);
        if (worst < REFUSED) {
            return new Answer(Answer.Kind.DELIVERED, detail, 0);
        }
        return switch (worst) {
            case 0x90 -> new Answer(Answer.Kind.SET_ASIDE, detail + " topic name invalid", 0);
            case 0x99 -> new Answer(Answer.Kind.SET_ASIDE, detail + " payload format invalid", 0);
            case 0x87 -> new Answer(Answer.Kind.AGAIN, detail + " not authorised", 0);
            default -> new Answer(Answer.Kind.AGAIN, detail, 0);
        };
    }
}
