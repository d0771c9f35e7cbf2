package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.Contact;
import vn.phusong.alert.LogChannel;
import vn.phusong.alert.OnCall;
import vn.phusong.alert.Policy;
import vn.phusong.alert.PolicyHoles;
import vn.phusong.alert.Quiet;
import vn.phusong.alert.Roundup;
import vn.phusong.alert.Route;
import vn.phusong.alert.WhoWould;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;
import vn.phusong.web.Addresses;
import vn.phusong.web.PolicyBook;

/** Shows the policy, and who would be told of what. The same over REST and at the console. Any thread. */
final class PolicyDesk implements PolicyBook {
    private final Policy policy;
    private final List<String> channels;
    private final Lying lying;
    private final Supplier<Acts> acts;
    private final LongSupplier now;

    PolicyDesk(Policy policy, List<String> channels, Lying lying, Supplier<Acts> acts, LongSupplier now) {
        this.policy = policy;
        this.channels =
                channels.stream().filter(name -> !name.equals(LogChannel.NAME)).toList();
        this.lying = lying;
        this.acts = acts;
        this.now = now;
    }

    static PolicyDesk of(Settings settings, Watch watch) throws Failure {
        return new PolicyDesk(
                PolicyFile.read(settings),
                Channels.names(settings),
                new Lying(watch::registry),
                () -> watch.acts().known(),
                watch.clock()::millis);
    }

    @Override
    public JsonObject policy(boolean isKnown) {
        JsonArray contacts = new JsonArray();
        for (Contact contact : policy.contacts()) {
            contacts.add(contact(contact)
                    .put("line", contact.line())
                    .put(
                            "channels",
                            new JsonArray(contact.turns().stream()
                                    .map(turn -> turn.stream()
                                            .map(name -> Addresses.shown(name, isKnown))
                                            .toList())
                                    .map(JsonArray::new)
                                    .toList()))
                    .put("from", contact.from() == Long.MIN_VALUE ? null : time(contact.from()))
                    .put("to", contact.to() == Long.MAX_VALUE ? null : time(contact.to())));
        }
        JsonArray routes = new JsonArray();
        for (Route route : policy.routes()) {
            routes.add(new JsonObject()
                    .put("route", route.name())
                    .put("line", route.line())
                    .put("to", new JsonArray(route.to()))
                    .put("send", word(route.how().send()))
                    .put("group", word(route.how().group()))
                    .put("continue", route.goesOn()));
        }
        return new JsonObject()
                .put("contacts", contacts)
                .put("routes", routes)
                .put("roundups", roundups())
                .put("onCall", onCall(now.getAsLong()))
                .put("text", isKnown ? policy.text() : null);
    }

    private JsonArray roundups() {
        JsonArray roundups = new JsonArray();
        for (Roundup roundup : policy.roundups()) {
            roundups.add(new JsonObject()
                    .put("roundup", roundup.name())
                    .put("line", roundup.line())
                    .put("to", new JsonArray(roundup.to()))
                    .put(
                            "about",
                            new JsonArray(roundup.about().stream()
                                    .map(PolicyDesk::word)
                                    .sorted()
                                    .toList()))
                    .put(
                            "areas",
                            new JsonArray(roundup.areas().stream().sorted().toList()))
                    .put("next", time(roundup.next(now.getAsLong()))));
        }
        return roundups;
    }

    @Override
    public JsonObject dryRun(Map<String, String> of, boolean isKnown) {
        long at = at(of.get("at"));
        Owed owed = owed(of, at);
        Incident incident = owed.incident();
        List<String> areas = lying.areas(incident);
        JsonArray told = new JsonArray();
        for (WhoWould.Row row : WhoWould.of(policy, owed, areas, channels)) {
            told.add(contact(row.contact())
                    .put("channel", Addresses.shown(row.channel(), isKnown))
                    .put("at", time(row.at()))
                    .put("line", row.line())
                    .put("route", row.route())
                    .put("why", new JsonObject().put("vi", row.whyVi()).put("en", row.why())));
        }
        Quiet quiet = Quiet.of(acts.get(), incident, at, lying);
        Route nobody = WhoWould.nobody(policy, owed, areas);
        return new JsonObject()
                .put("at", time(at))
                .put("areas", new JsonArray(areas))
                .put("told", told)
                .put("heldBack", quiet == null ? null : quiet.why())
                .put("heldBackUntil", quiet == null || quiet.until() == Long.MAX_VALUE ? null : time(quiet.until()))
                .put("nobody", nobody == null ? null : "line " + nobody.line() + ", route " + nobody.name())
                .put(
                        "nobodyBy",
                        nobody == null
                                ? null
                                : new JsonObject().put("line", nobody.line()).put("route", nobody.name()))
                .put("onCall", onCall(at))
                .put("notes", new JsonArray(notes(of, areas)));
    }

    /** What may be a slip of the one who asks. */
    private static List<String> notes(Map<String, String> of, List<String> areas) {
        List<String> notes = new ArrayList<>();
        if (areas.isEmpty() && (of.containsKey("area") || of.containsKey("village"))) {
            notes.add("the registry knows no such place at that time; no route by area fits");
        }
        return notes;
    }

    private Owed owed(Map<String, String> of, long at) {
        String village = of.get("village");
        String operator = of.get("operator");
        Cause cause = one(of, "cause", Cause.values(), Cause.MOBILE_SITE);
        Severity severity = one(of, "severity", Severity.values(), Severity.WARNING);
        boolean isMobile = operator != null;
        Incident incident = new Incident(
                "dry-run",
                1,
                IncidentState.OPENED,
                at,
                severity,
                cause,
                1,
                new Incident.Span(at, at, -1),
                new Incident.Scope(village, of.get("area"), 1, -1, isMobile ? List.of(operator) : List.of(), null),
                Incident.Marks.NONE,
                List.of());
        return new Owed("dry-run.1", Owed.Step.OPENED, incident);
    }

    private static <E extends Enum<E>> E one(Map<String, String> of, String field, E[] values, E otherwise) {
        String asked = of.get(field);
        if (asked == null) {
            return otherwise;
        }
        Map<String, E> known = new TreeMap<>();
        for (E value : values) {
            known.put(word(value), value);
        }
        E found = known.get(asked);
        if (found == null) {
            throw new Asking(
                    field, "must be one of " + known.keySet() + DidYouMean.among(known.keySet(), asked), asked);
        }
        return found;
    }

    private long at(@Nullable String text) {
        try {
            return text == null
                    ? now.getAsLong()
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new Asking("at", "must be a time such as 2026-03-01T08:00:00+07:00", String.valueOf(text));
        }
    }

    private JsonArray onCall(long at) {
        JsonArray all = new JsonArray();
        policy.calendars().forEach((name, calendar) -> {
            OnCall.Turn turn = calendar.turnAt(at);
            all.add(new JsonObject()
                    .put("calendar", name)
                    .put("contact", onCall(name, at))
                    .put("until", turn == null ? null : time(turn.to()))
                    .put("then", turn == null ? null : onCall(name, turn.to())));
        });
        return all;
    }

    /** Null when nobody is told. */
    private @Nullable String onCall(String calendar, long at) {
        Contact contact = policy.onCall(calendar, at);
        return contact == null ? null : contact.id();
    }

    /** Where the policy leads to nobody today, a sentence each. */
    List<String> holes() {
        return PolicyHoles.of(policy, lying.registry().get(), now.getAsLong());
    }

    private static JsonObject contact(Contact contact) {
        return new JsonObject()
                .put("contact", contact.id())
                .put("name", new JsonObject().put("vi", contact.nameVi()).put("en", contact.nameEn()))
                .put("audience", contact.isDepartment() ? "department" : "operators");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String time(long at) {
        return java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                java.time.Instant.ofEpochMilli(at).atOffset(java.time.ZoneOffset.ofHours(7)));
    }
}
