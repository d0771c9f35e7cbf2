package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MosquittoPasswordsTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int verb(String... words) throws Exception {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Main.run(List.of(words), new Verb.Ground(folder, Map.of(), out, out));
    }

    @Test
    void a_line_is_what_mosquitto_passwd_makes() {
        // Made by mosquitto_passwd 2.0.11 for the password "secret".
        String made = "$7$101$RkBYGl9rYjMr2zwX$"
                + "DE+t1cIPfjvWchrJvJJEnVhwCTPE2Xbxmeqhqt/+zF2f10mx7a74Z79ZsLcCj23ME6Fgq0Kv6fpPYpupxpL5iQ==";
        assertEquals(made, MosquittoPasswords.hash("secret", Base64.getDecoder().decode("RkBYGl9rYjMr2zwX")));
    }

    @Test
    void secrets_become_lines_and_the_others_keep_theirs() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets.csv"), "device_id,secret\nprobe-1,aa\nphusong,bb\n");
        Path passwords = folder.resolve("passwords");
        assertEquals(0, verb("mosquitto", "passwords", secrets.toString(), passwords.toString()), said::toString);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)));
        List<String> before = Files.readAllLines(passwords);
        assertEquals(2, before.size());
        assertTrue(before.get(0).startsWith("probe-1:$7$101$"), before.get(0));
        Files.writeString(secrets, "probe-1,cc\nprobe-2,dd\n");
        assertEquals(0, verb("mosquitto", "passwords", secrets.toString(), passwords.toString()));
        List<String> after = Files.readAllLines(passwords);
        assertEquals(3, after.size());
        assertTrue(!after.get(0).equals(before.get(0)) && after.get(0).startsWith("probe-1:"), "a new salt");
        assertEquals(before.get(1), after.get(1));
    }

    @Test
    void what_cannot_be_a_line_is_refused_with_its_place() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets.csv"), "device_id,secret\nprobe-1\n");
        Path passwordFile = folder.resolve("passwords");
        assertEquals(1, verb("mosquitto", "passwords", secrets.toString(), passwordFile.toString()));
        assertTrue(
                said.toString(StandardCharsets.UTF_8).contains("secrets.csv:2: expected device_id,secret"),
                said::toString);
        assertEquals(2, verb("mosquitto", "pasword", "a", "b"));
        MosquittoPasswords passwords = MosquittoPasswords.open(folder.resolve("new"));
        for (String user : List.of("", "a:b", "a/b", "#", "a+")) {
            assertThrows(Failure.class, () -> passwords.put(user, "x"), user);
        }
    }
}
