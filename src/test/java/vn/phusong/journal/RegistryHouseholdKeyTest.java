package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryHouseholdKeyTest {
    @TempDir
    Path data;

    @Test
    void a_household_has_one_pseudonym_for_good() throws JournalRefused {
        String once = RegistryHouseholdKey.in(data).apply("12 tổ 3");
        assertEquals(once, RegistryHouseholdKey.in(data).apply("12 tổ 3"));
        assertNotEquals(once, RegistryHouseholdKey.in(data).apply("12 tổ 4"));
        assertTrue(once.matches("[0-9a-f]{32}"), once);
    }

    @Test
    void the_pseudonym_is_hmac_sha256() {
        // RFC 2104 over SHA-256, key of 32 zero bytes, empty message; first 128 bits.
        assertEquals(
                "b613679a0814d9ec772f95d778c35fc5",
                RegistryHouseholdKey.of(new byte[32]).apply(""));
    }

    @Test
    void another_data_folder_makes_other_pseudonyms(@TempDir Path other) throws JournalRefused {
        assertNotEquals(
                RegistryHouseholdKey.in(data).apply("house"),
                RegistryHouseholdKey.in(other).apply("house"));
    }

    @Test
    void the_secret_is_for_its_owner_only_and_leaves_no_draft() throws IOException, JournalRefused {
        RegistryHouseholdKey unused = RegistryHouseholdKey.in(data);
        Path file = data.resolve("household.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(data)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void a_damaged_secret_is_refused_and_never_replaced() throws IOException {
        for (String damaged : List.of("", "abcd", "not hexadecimal")) {
            Path file = Files.writeString(data.resolve("household.key"), damaged);
            String why = assertThrows(JournalRefused.class, () -> {
                        RegistryHouseholdKey unused = RegistryHouseholdKey.in(data);
                    })
                    .getMessage();
            assertTrue(why.startsWith("the household key " + file + " is damaged"), why);
            assertEquals(damaged, Files.readString(file));
        }
    }

    @Test
    void a_folder_that_is_not_there_is_told_in_one_sentence() {
        assertThrows(JournalRefused.class, () -> {
            RegistryHouseholdKey unused = RegistryHouseholdKey.in(data.resolve("gone"));
        });
    }
}
