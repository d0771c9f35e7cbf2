package vn.phusong.village;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold of operators, devices, targets and sites. */
final class DeviceLaws {
    private static final String OPERATOR_TARGET = "mobile.operator.";
    private static final Said NO_OPERATOR = new Said("no such operator", "không có nhà mạng này");

    private final Registry registry;
    private final List<Breach> breaches;

    DeviceLaws(Registry registry, List<Breach> breaches) {
        this.registry = registry;
        this.breaches = breaches;
    }

    void check() {
        plmns();
        TreeLaws.overlaps(registry.devices(), Device::id, Device::valid, RowForm.DEVICE.letter(), breaches);
        for (Device device : registry.devices()) {
            village(device);
            point(device);
            operators(device);
            collector(device);
        }
        TreeLaws.overlaps(registry.targets(), Target::indicator, Target::valid, RowForm.TARGET.letter(), breaches);
        for (Target target : registry.targets()) {
            if (target.indicator().startsWith(OPERATOR_TARGET)) {
                Operator unused = known(target, "indicator", target.indicator().substring(OPERATOR_TARGET.length()));
            }
        }
        for (Site site : registry.sites()) {
            if (site.operator() != null) {
                Operator unused = known(site, "operator", site.operator());
            }
        }
    }

    private void plmns() {
        Map<String, Operator> owners = new HashMap<>();
        for (Operator operator : registry.operators()) {
            for (String plmn : operator.plmns()) {
                Operator other = owners.putIfAbsent(plmn, operator);
                if (other != null) {
                    Said why = new Said(
                            plmn + " belongs to two operators: " + other.id() + " and " + operator.id(),
                            plmn + " thuộc về hai nhà mạng: " + other.id() + " và " + operator.id());
                    RowError.Fault fault = new RowError.Fault("plmns", plmn, why);
                    breaches.add(new Breach(List.of(operator, other), fault, RowForm.OPERATOR.letter() + other.id()));
                }
            }
        }
    }

    private @Nullable Operator known(Object row, String column, String id) {
        Operator operator = registry.operator(id);
        if (operator == null) {
            breaches.add(Breach.of(row, column, id, NO_OPERATOR, RowForm.OPERATOR.letter() + id));
        }
        return operator;
    }

    private void village(Device device) {
        if (device.village() == null) {
            return;
        }
        List<Village> history = registry.historyOf(device.village());
        Long gap = TreeLaws.gap(history, Village::valid, device.valid());
        if (gap != null) {
            Said why = history.isEmpty()
                    ? new Said("no such village", "không có thôn này")
                    : TreeLaws.notThen("village " + device.village(), "thôn " + device.village(), gap);
            breaches.add(Breach.of(
                    device, "village_id", device.village(), why, RowForm.VILLAGE.letter() + device.village()));
        }
    }

    private void point(Device device) {
        if (device.point() == null || device.village() == null) {
            return;
        }
        MeasurementPoint point = registry.point(device.point());
        if (point != null && point.village().equals(device.village())) {
            return;
        }
        Said why = point == null
                ? new Said("no such point", "không có điểm đo này")
                : new Said(
                        "the point lies in village " + point.village() + ", the probe in " + device.village(),
                        "điểm đo thuộc thôn " + point.village() + ", đầu đo thuộc thôn " + device.village());
        breaches.add(Breach.of(device, "point_id", device.point(), why, RowForm.POINT.letter() + device.point()));
    }

    private void operators(Device device) {
        for (String id : device.operators()) {
            Operator operator = known(device, "operators", id);
            if (operator != null && operator.plmns().isEmpty() && device.kind() == DeviceKind.PROBE) {
                Said why = new Said(
                        "the operator has no PLMN, so a probe carries no SIM of it",
                        "nhà mạng không có PLMN nên đầu đo không thể có SIM");
                breaches.add(Breach.of(device, "operators", id, why, RowForm.OPERATOR.letter() + id));
            }
        }
    }

    private void collector(Device device) {
        String id = device.line().collector();
        if (id == null) {
            return;
        }
        boolean isThere = false;
        for (Device other : registry.historyOfDevice(id)) {
            if (other.valid().overlaps(device.valid())) {
                isThere = true;
                if (other.kind() != DeviceKind.COLLECTOR) {
                    Said why = new Said("is no collector", "không phải bộ thu gom (collector)");
                    breaches.add(Breach.of(device, "collector_id", id, why, RowForm.DEVICE.letter() + id));
                    return;
                }
            }
        }
        if (!isThere) {
            Said why = new Said("no such collector at that time", "không có bộ thu gom này vào lúc đó");
            breaches.add(Breach.of(device, "collector_id", id, why, RowForm.DEVICE.letter() + id));
        }
    }
}
