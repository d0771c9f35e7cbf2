package vn.phusong.grafana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vn.phusong.web.Browser;

/** Looks at every dashboard in a browser, wide and on a phone, and keeps the pictures under {@code target/grafana}. */
final class GrafanaLook {
    private static final Path PICTURES = Path.of("target/grafana");
    private static final Pattern NEAR =
            Pattern.compile("^(https?|wss?)://(127\\.0\\.0\\.1|localhost)[:/].*|^(data|blob|about|chrome):.*");
    private static final int[][] SIZES = {{1366, 768}, {390, 844}};

    /** Each panel that can be seen has a drawing, a table or words below its title. */
    private static final String ALL_DRAWN = "[...document.querySelectorAll('[class*=panel-container]')]"
            + ".filter((p) => p.getBoundingClientRect().bottom <= innerHeight)"
            + ".every((p) => p.querySelector('canvas, [role=table]') || p.innerText.trim().includes('\\n'))";

    private GrafanaLook() {}

    static void at(GrafanaServer grafana, Path profile, String village) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Browser browser = new Browser(vertx, profile)) {
            for (Board board : Board.all()) {
                for (int[] size : SIZES) {
                    look(browser, grafana, board, size, village);
                }
            }
            List<String> far = new ArrayList<>(browser.requests);
            far.removeIf(address -> NEAR.matcher(address).matches());
            assertEquals(List.of(), far, "asked of others");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void look(Browser browser, GrafanaServer grafana, Board board, int[] size, String village)
            throws Exception {
        String uid = board.json().getString("uid");
        browser.open(grafana.address() + "/d/" + uid + "?kiosk&theme=light&var-village=" + village, size[0], size[1]);
        browser.until("document.querySelectorAll('[class*=panel-container]').length > 2");
        browser.until(ALL_DRAWN);
        String said = String.valueOf(browser.value("document.body.innerText"));
        assertTrue(!said.contains("Panel plugin not found"), said);
        browser.photograph(PICTURES.resolve(uid + '-' + size[0] + ".png"));
    }
}
