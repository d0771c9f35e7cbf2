package vn.phusong.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.Validity;

/** Draws where an incident is: outlines of its communes, all their villages, and those it touches. Alert's thread, which composes. */
public final class Atlas {
    private static final Logger LOG = LoggerFactory.getLogger(Atlas.class);
    /** More communes than these are a province, of which a picture this small shows nothing. */
    private static final int MOST_COMMUNES = 12;

    private final Supplier<@Nullable String> boundaries;
    private final Supplier<Registry> registry;
    private @Nullable String read;
    private Map<String, List<List<Place>>> rings = Map.of();
    private boolean isUndrawable;

    /** @param boundaries the registry's {@code boundaries.geojson}, null when it has none */
    public Atlas(Supplier<@Nullable String> boundaries, Supplier<Registry> registry) {
        this.boundaries = boundaries;
        this.registry = registry;
    }

    /** A PNG of at most 30 KB; null where there is nothing to draw. Equal registries, equal bytes. */
    byte @Nullable [] picture(Notice notice) {
        readAgain();
        Registry now = registry.get();
        TreeSet<String> communes = new TreeSet<>();
        List<Place> touched = new ArrayList<>();
        List<Place> others = new ArrayList<>();
        List<List<Place>> outlines = new ArrayList<>();
        for (Notice one : notice.each()) {
            for (Spot spot : Spot.of(now, one.newest().incident())) {
                touched.add(spot.place());
                if (communes.add(key(spot))) {
                    now.villagesOf(spot.communeCode(), one.newest().incident().at())
                            .forEach(village -> others.add(village.place()));
                    outlines.addAll(rings.getOrDefault(key(spot), List.of()));
                }
            }
        }
        if (isUndrawable || outlines.isEmpty() || communes.size() > MOST_COMMUNES) {
            return null;
        }
        try {
            return new MapPicture(outlines, others, touched).png();
        } catch (LinkageError noDrawingHere) {
            isUndrawable = true;
            LOG.warn("mails go without a map, this Java machine cannot draw: {}", noDrawingHere.getMessage());
            return null;
        }
    }

    /** A shape belongs to a code and the day it began to mean this: codes are reused. */
    private static String key(Spot spot) {
        return spot.communeCode() + "@" + (spot.commune() == null ? "" : spot.commune().valid().from());
    }

    private static String key(JsonNode properties) {
        String from = properties.path("valid_from").asText();
        long since = from.isEmpty()
                ? Validity.ALWAYS
                : LocalDate.parse(from)
                        .atStartOfDay(ZoneOffset.ofHours(7))
                        .toInstant()
                        .toEpochMilli();
        return properties.path("code").asText() + "@" + since;
    }

    private void readAgain() {
        String text = boundaries.get();
        if (text == null || text.equals(read)) {
            return;
        }
        read = text;
        rings = Map.of();
        try {
            TreeMap<String, List<List<Place>>> all = new TreeMap<>();
            for (JsonNode feature : new ObjectMapper().readTree(text).path("features")) {
                all.put(key(feature.path("properties")), rings(feature.path("geometry")));
            }
            rings = all;
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException notGeoJson) {
            LOG.warn("mails go without a map, boundaries.geojson cannot be read: {}", notGeoJson.getMessage());
        }
    }

    private static List<List<Place>> rings(JsonNode geometry) {
        List<List<Place>> rings = new ArrayList<>();
        boolean isMany = geometry.path("type").asText().equals("MultiPolygon");
        for (JsonNode part : geometry.path("coordinates")) {
            // The outer ring of each polygon; a hole is drawn as a line too.
            Iterable<JsonNode> own = isMany ? part : List.of(part);
            for (JsonNode ring : own) {
                List<Place> line = new ArrayList<>();
                ring.forEach(point ->
                        line.add(new Place(point.path(1).asDouble(), point.path(0).asDouble())));
                rings.add(line);
            }
        }
        return rings;
    }
}
