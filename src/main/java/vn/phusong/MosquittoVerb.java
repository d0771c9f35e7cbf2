package vn.phusong;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code mosquitto}: what a Mosquitto broker before us needs to know of our devices. */
final class MosquittoVerb implements Verb {
    private static final String HEADER = "device_id,secret";

    @Override
    public String usage() {
        return """
                usage: bin/phusong mosquitto passwords SECRETS PASSWORDS

                Writes the password file of a Mosquitto broker from a file of secrets, as `device secrets` makes it
                (CSV device_id,secret). Users that are in PASSWORDS already keep their lines, unless SECRETS has them;
                it is made, readable by you only, if it is not there. Give it to the broker's user and send SIGHUP.

                Only who has the plain secrets can do this: the journal keeps a hash that Mosquitto cannot use. For a
                device whose secret nobody has any more, make a new one. `device secrets`, `device secret` and
                `device revoke` do it in one step with --mosquitto PASSWORDS.

                The server's own user is a line phusong,SECRET of the same file.

                example: bin/phusong mosquitto passwords secrets.csv mosquitto/passwords
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure {
        CommandLine line = CommandLine.of(arguments);
        String what = line.firstWord("passwords SECRETS PASSWORDS");
        if (!what.equals("passwords")) {
            throw new CommandLine.Misused(
                    "there is no mosquitto " + what + DidYouMean.among(List.of("passwords"), what));
        }
        List<String> words = line.words(3, "passwords SECRETS PASSWORDS");
        MosquittoPasswords passwords = MosquittoPasswords.open(Path.of(words.get(2)));
        int written = put(Path.of(words.get(1)), passwords);
        passwords.save();
        ground.out()
                .println(written + " users written to " + words.get(2) + ", which has " + passwords.size()
                        + " now; send the broker SIGHUP");
        return 0;
    }

    private static int put(Path secrets, MosquittoPasswords passwords) throws Failure {
        List<String> lines;
        try {
            lines = Files.readAllLines(secrets, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure("the secrets " + secrets + " cannot be read: " + e.getMessage());
        }
        int written = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int comma = line.indexOf(',');
            if (line.isEmpty() || line.equals(HEADER)) {
                continue;
            }
            if (comma < 1 || comma == line.length() - 1) {
                throw new Failure("%s:%d: expected %s".formatted(secrets, i + 1, HEADER));
            }
            passwords.put(line.substring(0, comma), line.substring(comma + 1));
            written++;
        }
        return written;
    }
}
