package vn.phusong.alert;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.PolicyRefused.Problem;

/**
 * Reads a policy, one statement a line; the text we ship is its manual. Everything is checked here, once: a policy that was read names only contacts,
 * calendars, hours and channels that there are.
 */
public final class PolicyReader {
    private static final List<String> WORDS =
            List.of("organisation", "contact", "calendar", "hours", "digest", "route", "roundup", "storm");
    private static final Map<String, DayOfWeek> DAYS = days();
    private static final Map<String, Boolean> AUDIENCES = audiences();

    /** Reads a file that the policy names, beside it. */
    public interface Files {
        /** @throws IllegalArgumentException in one sentence, when it cannot be read */
        String read(String name);
    }

    private final List<String> channels;
    private final Files files;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<PolicyLine>> lines = new LinkedHashMap<>();
    private final Map<String, WorkHours> hours = new TreeMap<>();

    private PolicyReader(List<String> channels, Files files) {
        this.channels =
                channels.stream().filter(name -> !name.equals(LogChannel.NAME)).toList();
        this.files = files;
        WORDS.forEach(word -> lines.put(word, new ArrayList<>()));
    }

    /**
     * @param channels names of all that are set up; the log is told everything and is nobody's channel
     * @throws PolicyRefused with all that is wrong
     */
    public static Policy read(String text, List<String> channels, Files files) throws PolicyRefused {
        return new PolicyReader(channels, files).policy(text);
    }

    private Policy policy(String text) throws PolicyRefused {
        split(text);
        of("hours").forEach(this::hours);
        List<Contact> contacts = contacts();
        Map<String, OnCall> calendars = calendars(contacts);
        Set<String> targets = new TreeSet<>();
        contacts.forEach(contact -> targets.add(contact.id()));
        calendars.keySet().forEach(name -> targets.add(OnCall.PREFIX + name));
        RouteReader reader = new RouteReader(targets, hours);
        List<Route> routes = of("route").stream().map(reader::route).toList();
        if (routes.isEmpty()) {
            problems.add(new Problem(1, "", "", "there is no route, so nobody would be told anything"));
        }
        RoundupReader roundups = new RoundupReader(targets, hours, of("digest"));
        Policy policy = new Policy(
                contacts,
                routes,
                calendars,
                roundups.digest(),
                storm(),
                of("roundup").stream().map(roundups::roundup).toList(),
                text);
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line));
            throw new PolicyRefused(problems);
        }
        return policy;
    }

    private List<PolicyLine> of(String word) {
        return lines.getOrDefault(word, List.of());
    }

    private void split(String text) {
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = (raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                PolicyLine one = new PolicyLine(number, line, problems);
                List<PolicyLine> known = lines.get(one.word);
                if (known == null) {
                    one.problem(
                            "",
                            one.word,
                            "a line begins with one of " + String.join(", ", WORDS) + PolicyLine.near(WORDS, one.word));
                } else {
                    known.add(one);
                }
            }
        }
    }

    private void hours(PolicyLine line) {
        line.fields(List.of("days", "from", "to", "except"));
        Set<DayOfWeek> days = EnumSet.copyOf(line.has("days") ? daysOf(line) : DAYS.values());
        WorkHours.Span span = new WorkHours.Span(
                days, line.time("from", line.text("from", "00:00")), line.time("to", line.text("to", "24:00")));
        if (!span.to().equals(LocalTime.MIDNIGHT) && !span.from().isBefore(span.to())) {
            line.problem("to", span.to().toString(), "must be after from; for a night write two lines");
        }
        WorkHours before = hours.getOrDefault(named(line), new WorkHours(List.of(), Set.of()));
        List<WorkHours.Span> spans = new ArrayList<>(before.spans());
        spans.add(span);
        Set<LocalDate> except = new HashSet<>(before.except());
        line.list("except").forEach(day -> except.add(line.date("except", day)));
        hours.put(line.name, new WorkHours(spans, except));
    }

    private static List<DayOfWeek> daysOf(PolicyLine line) {
        List<DayOfWeek> days = line.each("days", DAYS);
        return days.isEmpty() ? List.of(DayOfWeek.MONDAY) : days;
    }

    private static String named(PolicyLine line) {
        if (line.name.isEmpty()) {
            line.problem("", line.word, "has no name: write " + line.word + " NAME …");
        }
        return line.name;
    }

    private List<Contact> contacts() {
        Organisations organisations = new Organisations(of("organisation"));
        List<Contact> contacts = new ArrayList<>();
        for (PolicyLine line : of("contact")) {
            line.fields(List.of("name_vi", "name_en", "organisation", "audience", "channels", "from", "to"));
            List<List<String>> turns = turns(line);
            boolean isDepartment = line.one("audience", AUDIENCES, false);
            for (Organisations.Named named : organisations.of(line)) {
                Contact contact = new Contact(
                        named(line),
                        line.number,
                        named.vi(),
                        named.en(),
                        isDepartment,
                        turns,
                        named.from(),
                        named.to());
                contacts.stream()
                        .filter(other -> other.id().equals(contact.id())
                                && other.from() < contact.to()
                                && contact.from() < other.to())
                        .findFirst()
                        .ifPresent(other -> line.problem(
                                "from",
                                line.text("from", ""),
                                "overlaps with line " + other.line() + " of the same contact"));
                contacts.add(contact);
            }
        }
        return contacts;
    }

    /** {@code a,b} is a, and b when a does not answer; {@code a+b} both at once; {@code *} all there are at once. */
    private List<List<String>> turns(PolicyLine line) {
        List<List<String>> turns = new ArrayList<>();
        for (String turn : line.needed("channels").split(",", -1)) {
            List<String> at = turn.equals("*") ? channels : List.of(turn.split("\\+", -1));
            for (String channel : at) {
                if (!channels.contains(channel) && !channel.isEmpty()) {
                    line.problem(
                            "channels",
                            channel,
                            "no such channel is set up; there are "
                                    + (channels.isEmpty() ? "none but the log" : String.join(", ", channels))
                                    + PolicyLine.near(channels, channel));
                }
            }
            turns.add(at);
        }
        return turns;
    }

    private Map<String, OnCall> calendars(List<Contact> contacts) {
        Set<String> known = new TreeSet<>();
        contacts.forEach(contact -> known.add(contact.id()));
        Map<String, OnCall> calendars = new TreeMap<>();
        for (PolicyLine line : of("calendar")) {
            line.fields(List.of("file", "else"));
            String file = line.needed("file");
            try {
                OnCall calendar = OnCall.read(files.read(file), line.needed("else"));
                for (String name : calendar.names()) {
                    if (!known.contains(name)) {
                        line.problem(
                                name.equals(line.text("else", "")) ? "else" : "file",
                                name,
                                "no contact of this name" + PolicyLine.near(known, name));
                    }
                }
                calendars.put(named(line), calendar);
            } catch (IllegalArgumentException e) {
                line.problem("file", file, String.valueOf(e.getMessage()));
            }
        }
        return calendars;
    }

    private Policy.@Nullable Storm storm() {
        Policy.Storm storm = null;
        for (PolicyLine line : of("storm")) {
            line.fields(List.of("messages", "within"));
            storm = new Policy.Storm(line.whole("messages", 1, 1000, 5), line.millis("within", 300_000));
        }
        return storm;
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day.name().substring(0, 3).toLowerCase(java.util.Locale.ROOT), day);
        }
        return days;
    }

    private static Map<String, Boolean> audiences() {
        Map<String, Boolean> audiences = new LinkedHashMap<>();
        audiences.put("operators", false);
        audiences.put("department", true);
        return audiences;
    }
}
