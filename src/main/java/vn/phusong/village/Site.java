package vn.phusong.village;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A base station or exchange: which cells and OLTs stand there. */
public record Site(String id, @Nullable String operator, List<String> cells, List<String> olts, @Nullable Place place) {
    public Site {
        cells = List.copyOf(cells);
        olts = List.copyOf(olts);
    }
}
