package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.alert.TellingOffice.MINUTE;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote;

/** What holds whatever the policy says, whoever is away, whatever people do, and whenever we are killed. In played time. */
class PolicyLawsTest {
    private static final List<String> AREAS = List.of("01864", "19");
    private static final String CONTACTS =
            """
            contact an channels=mail:a@x.vn,mail:b@x.vn
            contact chi audience=department channels=mail:c@x.vn
            hours work days=mon,tue,wed,thu,fri,sat,sun from=07:00 to=17:00
            digest at=07:30,12:00,16:00 during=work
            """;

    private static final List<String> POLICIES = List.of(
            "route all to=an,chi\nstorm messages=3 within=5m",
            "route all to=an group=area interval=3m escalate=10m:chi",
            "route all to=an second=2m continue=yes\nroute more to=chi send=digest\nstorm messages=2 within=10m",
            "route hard severity=major to=chi\nroute day during=work to=an group=cause\nroute night send=nobody",
            "route all to=an notice=opened,reopened escalate=5m:chi,20m:an\nstorm messages=1 within=3m");

    /** One life of an office; small, so that what may collide does. */
    private static final class World {
        final SplittableRandom random;
        final Map<String, PlayedChannel> channels = new HashMap<>();
        final TellingOffice office;
        final Map<String, Integer> revisions = new HashMap<>();
        boolean isCalm;
        int windows;

        World(long seed) throws Exception {
            random = new SplittableRandom(seed);
            for (String name : List.of("mail:a@x.vn", "mail:b@x.vn", "mail:c@x.vn")) {
                channels.put(name, PlayedChannel.answering(name, unused -> answer()));
            }
            List<Channel> all =
                    List.of(channels.get("mail:a@x.vn"), channels.get("mail:b@x.vn"), channels.get("mail:c@x.vn"));
            String policy = CONTACTS + POLICIES.get(random.nextInt(POLICIES.size()));
            office = new TellingOffice(TellingOffice.policy(all, policy), AREAS, all.toArray(Channel[]::new));
        }

        private Answer answer() {
            int how = isCalm ? 0 : random.nextInt(10);
            return how < 6
                    ? PlayedChannel.TAKEN
                    : how < 7 ? PlayedChannel.REFUSED : how < 8 ? PlayedChannel.LATER : PlayedChannel.NOBODY;
        }

        void live() {
            for (int i = 0; i < 50; i++) {
                int what = random.nextInt(12);
                if (what < 5) {
                    owe();
                } else if (what < 9) {
                    office.thread.play(random.nextInt(20) * MINUTE);
                } else if (what < 11) {
                    act();
                } else {
                    office.restart(1_000);
                }
            }
            isCalm = true;
            for (String incident : List.copyOf(revisions.keySet())) {
                if (revisions.get(incident) % 3 != 0) {
                    end(incident);
                }
            }
            office.thread.play(3 * 24 * 60 * MINUTE);
        }

        private void owe() {
            String incident = "gn-" + random.nextInt(5) + "-m1";
            int revision = revisions.merge(incident, 1, Integer::sum);
            office.owe(incident, revision, step(revision));
        }

        private static Owed.Step step(int revision) {
            return switch (revision % 3) {
                case 1 -> revision == 1 ? Owed.Step.OPENED : Owed.Step.REOPENED;
                case 2 -> Owed.Step.RAISED;
                default -> Owed.Step.CLOSED;
            };
        }

        private void end(String incident) {
            while (revisions.get(incident) % 3 != 0) {
                int revision = revisions.merge(incident, 1, Integer::sum);
                office.owe(incident, revision, step(revision));
            }
        }

        private void act() {
            long now = office.thread.millis();
            String incident = "gn-" + random.nextInt(5) + "-m1";
            String soon = Long.toString(now + (1 + random.nextInt(60)) * MINUTE);
            office.act(
                    switch (random.nextInt(3)) {
                        case 0 -> Act.of(now, "an", Deed.ACKNOWLEDGE, incident);
                        case 1 -> Act.of(now, "an", Deed.SNOOZE, incident, Act.UNTIL, soon);
                        default ->
                            Act.of(
                                    now,
                                    "an",
                                    Deed.SILENCE,
                                    "silence-" + ++windows,
                                    Act.OVER,
                                    "village:" + incident.substring(0, incident.length() - 3),
                                    Act.START,
                                    Long.toString(now),
                                    Act.END,
                                    soon,
                                    Act.REASON,
                                    "drill");
                    });
        }
    }

    @Property(tries = 150)
    void no_step_of_an_incident_is_delivered_twice_to_one_receiver_and_every_one_ends_with_a_reason(@ForAll long seed)
            throws Exception {
        World world = new World(seed);
        world.live();
        for (Map.Entry<String, PlayedChannel> channel : world.channels.entrySet()) {
            Set<String> told = new HashSet<>();
            for (var message : channel.getValue().taken) {
                message.members().forEach(id -> assertTrue(told.add(id), id + " twice by " + channel.getKey()));
            }
            for (Map.Entry<Long, Owed> owed : world.office.journal.owedAfter(0, 10_000)) {
                ends(world, channel.getKey(), owed.getValue().id(), told);
            }
            assertEquals(List.of(), world.office.journal.frozen(channel.getKey()), "nothing is under way");
        }
        List<Map.Entry<Long, Owed>> all = world.office.journal.owedAfter(0, 10_000);
        long last = all.isEmpty() ? 0 : all.get(all.size() - 1).getKey();
        assertEquals(last, world.office.journal.cursor(AlertFollower.NAME), "nothing waits any more");
    }

    private static void ends(World world, String channel, String owed, Set<String> told) throws Exception {
        List<FollowerNote.Receipt> last = world.office.journal.receipts(owed).stream()
                .filter(it -> it.channel().equals(channel))
                .filter(it -> !it.result().equals(Story.HELD_BACK))
                .toList();
        assertEquals(1, last.size(), owed + " on " + channel + ": " + last);
        String result = last.get(0).result();
        assertEquals(
                Story.Step.isTold(result), told.contains(owed), owed + " on " + channel + " is said to be " + result);
        assertTrue(
                Set.of("delivered", "carried", "overtaken", "set_aside", "not_routed", "silenced")
                        .contains(result),
                result);
        assertTrue(!last.get(0).detail().isBlank(), owed + " has no reason");
    }

    @Property(tries = 60)
    void the_same_facts_at_the_same_time_decide_the_same(@ForAll long seed) throws Exception {
        World one = new World(seed);
        World same = new World(seed);
        one.live();
        same.live();
        for (String channel : one.channels.keySet()) {
            assertEquals(
                    one.channels.get(channel).takenIds(),
                    same.channels.get(channel).takenIds());
        }
    }
}
