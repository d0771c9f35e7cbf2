package vn.phusong;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * How a second command of the same person reaches the running program: a port of this machine only, and a token in a file that only the owner of the data
 * folder can read.
 */
final class AdminDoor {
    static final String FILE = "admin.json";
    private static final int BODY_MAX = 1 << 20;
    /** A backup of a large journal, and something else beside it. */
    private static final int AT_ONCE = 2;

    private final HttpServer server;
    private final Path file;

    private AdminDoor(HttpServer server, Path file) {
        this.server = server;
        this.file = file;
    }

    static Future<AdminDoor> open(Vertx vertx, Office office, Path dataFolder) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path file = dataFolder.resolve(FILE);
        WorkerExecutor desk = vertx.createSharedWorkerExecutor("office", AT_ONCE, 1, TimeUnit.DAYS);
        return vertx.createHttpServer()
                .requestHandler(request -> answer(desk, office, token, request))
                .listen(0, "127.0.0.1")
                .compose(server -> write(file, server.actualPort(), token).map(done -> new AdminDoor(server, file)));
    }

    private static Future<Path> write(Path file, int port, String token) {
        try {
            Files.deleteIfExists(file);
            OwnFile.create(file);
            return Future.succeededFuture(Files.writeString(
                    file, new JsonObject().put("port", port).put("token", token).encode()));
        } catch (IOException e) {
            return Future.failedFuture("the data folder cannot be written: " + e.getMessage());
        }
    }

    private static void answer(WorkerExecutor desk, Office office, String token, HttpServerRequest request) {
        String given = request.getHeader("Authorization");
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.body()
                .compose(body -> desk.executeBlocking(
                        () -> {
                            if (body.length() > BODY_MAX) {
                                throw new Failure("a request of " + body.length() + " bytes is too large");
                            }
                            return office.handle(body.toJsonObject());
                        },
                        false))
                .onComplete(done -> request.response().end(done.encode()), failed -> request.response()
                        .setStatusCode(failed instanceof Failure || failed instanceof DecodeException ? 400 : 500)
                        .end(new JsonObject()
                                .put("failure", String.valueOf(failed.getMessage()))
                                .encode()));
    }

    Future<Void> close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A stale file names a closed port; the next start writes it anew.
            return server.close();
        }
        return server.close();
    }
}
