package vn.phusong.village;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.PowerSource;

/** Random registries so small that keys collide: two or three ids of each kind, dates out of four. Not meant to be sensible. */
final class SmallWorld {
    private static final String[] TEXTS = {"", "Bản Đồn", "xã Văn Lăng", "a;b,\"c\"\n", "𠀀"};
    private final Random random;

    SmallWorld(long seed) {
        random = new Random(seed);
    }

    RegistryChange change() {
        return new RegistryChange(
                new RegistryChange.Tree(list(this::area), list(this::village), list(this::point)),
                list(() -> new Operator(id("o"), text(), texts())),
                list(this::device),
                list(() -> new Target(id("t"), random.nextInt(10_001), valid(), text())),
                list(() -> new Site(id("s"), maybe(id("o")), texts(), texts(), random.nextBoolean() ? null : place())));
    }

    private Area area() {
        return new Area(id("a"), maybe(id("a")), text(), text(), maybe(text()), valid());
    }

    private Village village() {
        Households households = new Households(random.nextInt(100) - 1, maybe("2019-04-01"), maybe(text()));
        Boolean grid = random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
        return new Village(id("v"), text(), text(), id("a"), place(), households, grid, valid());
    }

    private MeasurementPoint point() {
        return new MeasurementPoint(id("p"), id("v"), one(PointKind.values()), place(), random.nextInt(100) - 1);
    }

    private Device device() {
        Line line = new Line(maybe(text()), maybe("olt/0/1"), maybe(id("d")), one(PonClass.values()));
        return new Device(
                id("d"),
                one(DeviceKind.values()),
                maybe(id("v")),
                maybe(id("p")),
                texts(),
                1 + random.nextInt(100_000),
                one(PowerSource.values()),
                line,
                random.nextFloat(),
                valid());
    }

    private <T> List<T> list(java.util.function.Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            list.add(one.get());
        }
        return list;
    }

    private List<String> texts() {
        return list(this::text);
    }

    private Validity valid() {
        long[] dates = {Validity.ALWAYS, 0, 1_000, Validity.FOREVER};
        int from = random.nextInt(3);
        return new Validity(dates[from], dates[from + 1 + random.nextInt(3 - from)]);
    }

    private Place place() {
        return new Place(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
    }

    private String id(String kind) {
        return kind + random.nextInt(3);
    }

    private String text() {
        return one(TEXTS);
    }

    private @Nullable String maybe(String text) {
        return random.nextBoolean() ? null : text;
    }

    private <E> E one(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
