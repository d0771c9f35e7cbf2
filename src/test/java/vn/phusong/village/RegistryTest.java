package vn.phusong.village;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.PowerSource;

class RegistryTest {
    private static final Place HERE = new Place(22, 105);

    @Test
    void rows_put_in_one_by_one_or_at_once_give_the_same_registry() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            RegistryChange all =
                    Registry.empty().with(new SmallWorld(seed).change()).asChange();
            List<KeyedRow> rows = new ArrayList<>(RegistryCodec.rows(all));
            Registry bySteps = Registry.empty();
            while (!rows.isEmpty()) {
                List<KeyedRow> step = rows.subList(0, 1 + random.nextInt(rows.size()));
                bySteps = bySteps.with(RegistryCodec.ofRows(step));
                step.clear();
            }
            assertEquals(all, bySteps.asChange(), "seed " + seed);
        }
    }

    @Test
    void what_it_holds_put_in_again_changes_nothing() {
        for (long seed = 0; seed < 200; seed++) {
            Registry registry = Registry.empty().with(new SmallWorld(seed).change());
            assertEquals(registry.asChange(), registry.with(registry.asChange()).asChange(), "seed " + seed);
        }
    }

    @Test
    void the_index_says_what_a_walk_over_all_rows_says() {
        for (long seed = 0; seed < 300; seed++) {
            Registry registry = Registry.empty().with(new SmallWorld(seed).change());
            for (long at : new long[] {-1, 0, 999, 1_000}) {
                for (int i = 0; i < 3; i++) {
                    String village = "v" + i;
                    String collector = "d" + i;
                    assertEquals(
                            registry.devices().stream()
                                    .filter(device -> village.equals(device.village()))
                                    .filter(device -> device.valid().holdsAt(at))
                                    .toList(),
                            registry.devicesOf(village, at),
                            "seed " + seed);
                    assertEquals(
                            registry.devices().stream()
                                    .filter(device ->
                                            collector.equals(device.line().collector()))
                                    .filter(device -> device.valid().holdsAt(at))
                                    .toList(),
                            registry.ontsOf(collector, at),
                            "seed " + seed);
                }
            }
        }
    }

    @Test
    void a_village_moves_with_its_area_and_keeps_its_history() {
        Registry registry = world();
        assertEquals("old", registry.village("v1", 99).area());
        assertEquals("new", registry.village("v1", 100).area());
        assertEquals(List.of("v1"), ids(registry.villagesOf("top", 99)));
        assertEquals(List.of("v1", "v2"), ids(registry.villagesOf("top", 100)));
        assertEquals(2, registry.historyOf("v1").size());
        assertNull(registry.village("v2", 99));
    }

    @Test
    void children_are_those_of_the_time() {
        Registry registry = world();
        assertEquals("old", registry.children("top", 99).get(0).code());
        assertEquals("new", registry.children("top", 100).get(0).code());
        assertEquals("top", registry.children("", 0).get(0).code());
        assertEquals(List.of(), registry.children("old", 0));
    }

    @Test
    void the_next_boundary_is_when_something_begins_or_ends() {
        Registry registry = world();
        assertEquals(50, registry.boundaryAfter(Validity.ALWAYS));
        assertEquals(100, registry.boundaryAfter(50));
        assertEquals(100, registry.boundaryAfter(99));
        assertEquals(Validity.FOREVER, registry.boundaryAfter(100));
    }

    @Test
    void a_plmn_leads_to_its_operator() {
        Registry registry = world();
        assertEquals("viettel", registry.operatorOf("45206").id());
        assertNull(registry.operatorOf("45201"));
    }

    @Test
    void a_tree_with_a_circle_is_walked_without_end() {
        Registry registry = Registry.empty()
                .with(places(
                        List.of(area("a", "b", Validity.OPEN), area("b", "a", Validity.OPEN)),
                        List.of(village("v1", "a", Validity.OPEN))));
        assertEquals(2, registry.path("a", 0).size());
        assertEquals(List.of("v1"), ids(registry.villagesOf("b", 0)));
    }

    private static Registry world() {
        Validity until = new Validity(Validity.ALWAYS, 100);
        Validity since = new Validity(100, Validity.FOREVER);
        Device device = new Device(
                "d1",
                DeviceKind.COLLECTOR,
                null,
                null,
                List.of(),
                60_000,
                PowerSource.MAINS,
                Line.NONE,
                0,
                new Validity(50, Validity.FOREVER));
        RegistryChange change = new RegistryChange(
                places(
                                List.of(
                                        area("top", null, Validity.OPEN),
                                        area("old", "top", until),
                                        area("new", "top", since)),
                                List.of(
                                        village("v1", "old", until),
                                        village("v1", "new", since),
                                        village("v2", "new", since)))
                        .tree(),
                List.of(new Operator("viettel", "Viettel", List.of("45204", "45206"))),
                List.of(device),
                List.of(),
                List.of());
        return Registry.empty().with(change);
    }

    private static RegistryChange places(List<Area> areas, List<Village> villages) {
        return new RegistryChange(
                new RegistryChange.Tree(areas, villages, List.of()), List.of(), List.of(), List.of(), List.of());
    }

    private static Area area(String code, String parent, Validity valid) {
        return new Area(code, parent, "", code, null, valid);
    }

    private static Village village(String id, String area, Validity valid) {
        return new Village(id, id, "thôn", area, HERE, Households.UNKNOWN, null, valid);
    }

    private static List<String> ids(List<Village> villages) {
        return villages.stream().map(Village::id).toList();
    }
}
