package vn.phusong.village;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import vn.phusong.reading.PowerSource;

/**
 * How one kind of registry row looks as bytes. Format {@link RegistryCodec#FORMAT}: never change a form, add a format.
 *
 * @param letter first letter of the row's key
 * @param key the row's key among those of its kind
 */
record RowForm<T>(char letter, Function<T, String> key, BiConsumer<ByteSink, T> write, Function<ByteSource, T> read) {

    static final RowForm<Area> AREA =
            new RowForm<>('a', area -> dated(area.code(), area.valid()), RowForm::area, RowForm::area);
    static final RowForm<Village> VILLAGE =
            new RowForm<>('v', village -> dated(village.id(), village.valid()), RowForm::village, RowForm::village);
    static final RowForm<MeasurementPoint> POINT =
            new RowForm<>('p', MeasurementPoint::id, RowForm::point, RowForm::point);
    static final RowForm<Operator> OPERATOR = new RowForm<>('o', Operator::id, RowForm::operator, RowForm::operator);
    static final RowForm<Device> DEVICE =
            new RowForm<>('d', device -> dated(device.id(), device.valid()), RowForm::device, RowForm::device);
    static final RowForm<Target> TARGET =
            new RowForm<>('t', target -> dated(target.indicator(), target.valid()), RowForm::target, RowForm::target);
    static final RowForm<Site> SITE = new RowForm<>('s', Site::id, RowForm::site, RowForm::site);

    /** {@code |} stands in no id, so no two keys can be one. */
    private static String dated(String id, Validity valid) {
        return valid.from() == Validity.ALWAYS ? id : id + '|' + valid.from();
    }

    private static void area(ByteSink out, Area area) {
        out.text(area.code());
        out.maybe(area.parent());
        out.text(area.level());
        out.text(area.nameVi());
        out.maybe(area.nameEn());
        valid(out, area.valid());
    }

    private static Area area(ByteSource in) {
        return new Area(in.text(), in.maybe(), in.text(), in.text(), in.maybe(), valid(in));
    }

    private static void village(ByteSink out, Village village) {
        out.text(village.id());
        out.text(village.name());
        out.text(village.kind());
        out.text(village.area());
        place(out, village.place());
        out.whole(village.households().count());
        out.maybe(village.households().asOf());
        out.maybe(village.households().source());
        Boolean grid = village.gridPower();
        out.octet(grid == null ? 0 : grid ? 1 : 2);
        valid(out, village.valid());
    }

    private static Village village(ByteSource in) {
        String id = in.text();
        String name = in.text();
        String kind = in.text();
        String area = in.text();
        Place place = place(in);
        Households households = new Households(in.whole(), in.maybe(), in.maybe());
        int grid = in.octet();
        return new Village(id, name, kind, area, place, households, grid == 0 ? null : grid == 1, valid(in));
    }

    private static void point(ByteSink out, MeasurementPoint point) {
        out.text(point.id());
        out.text(point.village());
        out.octet(code(point.kind()));
        place(out, point.place());
        out.whole(point.households());
    }

    private static MeasurementPoint point(ByteSource in) {
        return new MeasurementPoint(
                in.text(), in.text(), word(PointKind.values(), RowForm::code, in), place(in), in.whole());
    }

    private static void operator(ByteSink out, Operator operator) {
        out.text(operator.id());
        out.text(operator.name());
        out.list(operator.plmns(), ByteSink::text);
    }

    private static Operator operator(ByteSource in) {
        return new Operator(in.text(), in.text(), in.list(ByteSource::text));
    }

    private static void device(ByteSink out, Device device) {
        out.text(device.id());
        out.octet(code(device.kind()));
        out.maybe(device.village());
        out.maybe(device.point());
        out.list(device.operators(), ByteSink::text);
        out.number(device.intervalMs());
        out.octet(code(device.power()));
        out.maybe(device.line().household());
        out.maybe(device.line().pon());
        out.maybe(device.line().collector());
        out.octet(code(device.line().ponClass()));
        out.real(device.offsetDb());
        valid(out, device.valid());
    }

    private static Device device(ByteSource in) {
        String id = in.text();
        DeviceKind kind = word(DeviceKind.values(), RowForm::code, in);
        String village = in.maybe();
        String point = in.maybe();
        List<String> operators = in.list(ByteSource::text);
        long intervalMs = in.number();
        PowerSource power = word(PowerSource.values(), RowForm::code, in);
        Line line = new Line(in.maybe(), in.maybe(), in.maybe(), word(PonClass.values(), RowForm::code, in));
        float offsetDb = (float) in.real();
        return new Device(id, kind, village, point, operators, intervalMs, power, line, offsetDb, valid(in));
    }

    private static void target(ByteSink out, Target target) {
        out.text(target.indicator());
        out.whole(target.hundredthsOfPercent());
        valid(out, target.valid());
        out.text(target.source());
    }

    private static Target target(ByteSource in) {
        return new Target(in.text(), in.whole(), valid(in), in.text());
    }

    private static void site(ByteSink out, Site site) {
        out.text(site.id());
        out.maybe(site.operator());
        out.list(site.cells(), ByteSink::text);
        out.list(site.olts(), ByteSink::text);
        Place place = site.place();
        out.octet(place == null ? 0 : 1);
        if (place != null) {
            place(out, place);
        }
    }

    private static Site site(ByteSource in) {
        return new Site(
                in.text(),
                in.maybe(),
                in.list(ByteSource::text),
                in.list(ByteSource::text),
                in.octet() == 0 ? null : place(in));
    }

    private static void valid(ByteSink out, Validity valid) {
        out.number(valid.from());
        out.number(valid.to());
    }

    private static Validity valid(ByteSource in) {
        return new Validity(in.number(), in.number());
    }

    private static void place(ByteSink out, Place place) {
        out.real(place.lat());
        out.real(place.lon());
    }

    private static Place place(ByteSource in) {
        return new Place(in.real(), in.real());
    }

    // Letters, not ordinals: whoever sorts an enum anew must not change what an old journal says.

    private static int code(PointKind kind) {
        return switch (kind) {
            case CENTRE -> 'C';
            case CLUSTER -> 'L';
            case OTHER -> 'O';
        };
    }

    private static int code(DeviceKind kind) {
        return switch (kind) {
            case PROBE -> 'P';
            case ONT -> 'O';
            case COLLECTOR -> 'C';
        };
    }

    private static int code(PowerSource power) {
        return switch (power) {
            case MAINS -> 'M';
            case BATTERY -> 'B';
            case SOLAR -> 'S';
        };
    }

    private static int code(PonClass ponClass) {
        return switch (ponClass) {
            case B_PLUS -> 'B';
            case C_PLUS -> 'C';
            case XGS -> 'X';
        };
    }

    private static <E> E word(E[] words, ToIntFunction<E> code, ByteSource in) {
        int read = in.octet();
        for (E word : words) {
            if (code.applyAsInt(word) == read) {
                return word;
            }
        }
        throw new IllegalArgumentException("registry bytes are damaged: no word has the letter " + read);
    }
}
