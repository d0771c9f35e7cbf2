package vn.phusong.history;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.service.InfluxQLQueryService;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * The way to one InfluxDB server. Only the blocking write: the client's asynchronous one drops points when the server is away. Every method blocks, for
 * {@code timeoutMs} at most; any thread.
 */
final class InfluxDoor implements AutoCloseable {
    private final InfluxSettings settings;
    private final InfluxDBClient client;
    private final WriteApiBlocking points;
    private final InfluxQLQueryService queries;

    InfluxDoor(InfluxSettings settings) {
        this.settings = settings;
        Duration patience = Duration.ofMillis(settings.timeoutMs());
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(patience)
                .readTimeout(patience)
                .writeTimeout(patience)
                .callTimeout(patience);
        client = InfluxDBClientFactory.create(InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .authenticateToken(settings.token().toCharArray())
                .org(settings.org())
                .okHttpClient(http)
                .build());
        points = client.getWriteApiBlocking();
        queries = client.getService(InfluxQLQueryService.class);
    }

    InfluxSettings settings() {
        return settings;
    }

    <S> S service(Class<S> type) {
        return client.getService(type);
    }

    /** Durable when this returns. */
    void write(Keep keep, String lines) throws InfluxException {
        points.writeRecord(keep.bucket(settings.database()), settings.org(), WritePrecision.NS, lines);
    }

    /**
     * The rows of one InfluxQL statement, times as nanoseconds. The client's own reader of results is not used: it passes over an error inside a good
     * answer and stumbles over an absent value.
     */
    List<Answered.Row> ask(String query) throws HistoryTrouble {
        try {
            Response<ResponseBody> answer = queries.query(
                            query, settings.database(), null, "n", null, "application/json")
                    .execute();
            try (ResponseBody good = answer.body();
                    ResponseBody bad = answer.errorBody()) {
                if (answer.isSuccessful() && good != null) {
                    return Answered.rows(good.byteStream());
                }
                throw refused(answer.code(), bad == null ? "" : bad.string());
            }
        } catch (IOException e) {
            throw away(e);
        }
    }

    /** What a failed write means to the operator. */
    HistoryTrouble trouble(InfluxException e) {
        return e.status() == 0 ? away(e.getCause() == null ? e : e.getCause()) : refused(e.status(), reason(e));
    }

    HistoryTrouble refused(int status, String reason) {
        String said = " (" + status + (reason.isEmpty() ? "" : ": " + Answered.message(reason)) + ")";
        // A token without the right is 401 too, and then the words name the right.
        boolean isUnknown = status == 401 && reason.contains("unauthorized access");
        String what =
                switch (status) {
                    case 401, 403 ->
                        isUnknown
                                ? "does not know the token; see influx.token"
                                : "does not let the token do this; it needs read and write on the buckets of the organization";
                    case 404 -> "has no such organization, bucket or database; see influx.org and influx.database";
                    default -> "refuses";
                };
        return new HistoryTrouble("InfluxDB at " + settings.url() + " " + what + said);
    }

    HistoryTrouble away(Throwable e) {
        return new HistoryTrouble("InfluxDB at " + settings.url() + " does not answer: " + e.getMessage(), e);
    }

    /** The server's own words. */
    static String reason(InfluxException e) {
        @Nullable Object message = e.errorBody().get("message");
        return message == null ? String.valueOf(e.getMessage()) : message.toString();
    }

    @Override
    public void close() {
        client.close();
    }
}
