package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first vector is that of the scheme's own libraries; all three were computed again with Python's hmac module. */
class SignatureTest {
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_cGh1c29uZy1waHUtc29uZy1waHVzb25nLTAx";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_vector_of_the_scheme() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Signature.of(List.of(KEY))
                        .header("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, utf8("{\"test\": 2432232314}")));
    }

    @Test
    void two_secrets_are_two_signatures_the_one_in_force_first() {
        assertEquals(
                "v1,meE5djrcZQM4LgnvuHohyOz6sC02xoE66gO2RCA4PmU= v1,0aQrq0nl8tC03I1E12O3CmjRU7bWeLPijEbqZMUarns=",
                Signature.of(List.of(KEY, OTHER)).header("gn-1-m1.1", 1_772_326_860, utf8("{\"vi\":\"mất sóng\"}")));
    }

    @Test
    void without_a_secret_nothing_is_signed() {
        assertFalse(Signature.of(List.of("", "")).isOn());
        assertTrue(Signature.of(List.of("", KEY)).isOn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_c2hvcnQ=", "whsec_no base64!", "secret"})
    void a_secret_that_is_none_is_refused_and_not_told(String secret) {
        String message = assertThrows(IllegalArgumentException.class, () -> Signature.of(List.of(secret)))
                .getMessage();
        assertFalse(message.contains("MfKQ"), message);
        assertTrue(message.contains("24 to 64 bytes"), message);
    }
}
