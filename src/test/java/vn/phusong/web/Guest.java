package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.HashMap;
import java.util.Map;

/** A person with a browser of their own at one of our addresses: keeps the cookie and what the page knows of it. */
final class Guest {
    final Map<String, String> headers = new HashMap<>();
    String cookie = "";
    private final WebClient client;

    Guest(Served web, int port) {
        client = WebClient.create(
                web.vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
    }

    Guest(Served web) {
        this(web, web.server.actualPort());
    }

    HttpResponse<Buffer> ask(HttpMethod method, String path, JsonObject body) throws Exception {
        var request = client.request(method, path);
        headers.forEach(request::putHeader);
        if (!cookie.isEmpty()) {
            request.putHeader("Cookie", cookie);
        }
        HttpResponse<Buffer> answer = Served.await(body == null ? request.send() : request.sendJsonObject(body));
        String given = answer.getHeader("Set-Cookie");
        if (given != null) {
            cookie = given.contains("Max-Age=0") ? "" : given.substring(0, given.indexOf(';'));
        }
        return answer;
    }

    HttpResponse<Buffer> get(String path) throws Exception {
        return ask(HttpMethod.GET, path, null);
    }

    /** Logs in, and takes the token for what is done from now on. */
    HttpResponse<Buffer> logIn(String name, String password) throws Exception {
        HttpResponse<Buffer> answer = ask(
                HttpMethod.POST,
                "/api/v1/session",
                new JsonObject().put("name", name).put("password", password));
        return taken(answer);
    }

    HttpResponse<Buffer> change(String old, String next) throws Exception {
        return taken(ask(
                HttpMethod.POST,
                "/api/v1/session/password",
                new JsonObject().put("old", old).put("new", next)));
    }

    private HttpResponse<Buffer> taken(HttpResponse<Buffer> answer) {
        if (answer.statusCode() == 200) {
            headers.put("X-CSRF-Token", answer.bodyAsJsonObject().getString("csrf"));
        }
        return answer;
    }

    /** The name the server knows for the cookie, null for nobody. */
    String known() throws Exception {
        return get("/api/v1/session").bodyAsJsonObject().getString("name");
    }
}
