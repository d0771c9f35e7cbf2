package vn.phusong.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A certificate authority of the test's own, by the keytool of the Java machine: everything as PEM files in one folder. */
public final class Authority {
    private static final String PASSWORD = "only-for-tests";
    private static final String SELF = "authority";

    private final Path folder;

    /** @param folder is made; one for each authority */
    public Authority(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = Files.createDirectories(folder);
        make(SELF, "bc:c");
    }

    /** Its own certificate, for who shall trust whom it signed. */
    public Path certificate() {
        return file(SELF, ".crt");
    }

    /** Itself as a server: a certificate that nobody else signed. */
    public Signed self() {
        return new Signed(file(SELF, ".crt"), file(SELF, ".key"));
    }

    /** A certificate for {@code localhost} and 127.0.0.1 with this common name, {@code name.crt} and {@code name.key}. */
    public Signed sign(String name) throws IOException, InterruptedException, GeneralSecurityException {
        make(name, "san=dns:localhost,ip:127.0.0.1", "-signer", SELF);
        return new Signed(file(name, ".crt"), file(name, ".key"));
    }

    /** A certificate of this name for one host, such as {@code dns:elsewhere.example}. */
    public Signed signFor(String name, String host) throws IOException, InterruptedException, GeneralSecurityException {
        make(name, "san=" + host, "-signer", SELF);
        return new Signed(file(name, ".crt"), file(name, ".key"));
    }

    /** As {@link #sign}, but it ended ten days ago. */
    public Signed signExpired(String name) throws IOException, InterruptedException, GeneralSecurityException {
        make(name, "san=dns:localhost,ip:127.0.0.1", "-signer", SELF, "-startdate", "-40d");
        return new Signed(file(name, ".crt"), file(name, ".key"));
    }

    /** A store of its own certificate alone, as a Java machine trusts whom it signed; opened without a password. */
    public Path trusted() throws IOException, GeneralSecurityException {
        // Of the kinds, the one that opens without a password.
        KeyStore trusted = KeyStore.getInstance("JKS");
        trusted.load(null, null);
        Certificate own = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray())
                .getCertificate(SELF);
        trusted.setCertificateEntry(SELF, own);
        Path store = folder.resolve("trusted.jks");
        try (var out = Files.newOutputStream(store)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return store;
    }

    /** PEM: the chain, and the key in PKCS #8. */
    public record Signed(Path certificate, Path key) {}

    private Path file(String name, String ending) {
        return folder.resolve(name + ending);
    }

    private void make(String name, String extension, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        Stream<String> words = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-ext",
                extension,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(
                        Stream.concat(words, Stream.of(more)).toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
        write(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), name);
    }

    private void write(KeyStore store, String name) throws IOException, GeneralSecurityException {
        StringBuilder chain = new StringBuilder();
        for (Certificate each : store.getCertificateChain(name)) {
            chain.append(pem("CERTIFICATE", each.getEncoded()));
        }
        String key =
                pem("PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded());
        for (List<String> each : List.of(List.of(".crt", chain.toString()), List.of(".key", key))) {
            Files.writeString(file(name, each.get(0)), each.get(1));
        }
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
