package vn.phusong.engine;

import java.util.ArrayList;
import java.util.List;

/** What changed since the last snapshot, each thing once. Watch loop only. */
final class Dirty {
    final List<SlotWatch> slots = new ArrayList<>();
    final List<Listed> devices = new ArrayList<>();
    final List<VillageWatch> villages = new ArrayList<>();
    final List<PonPlace> pons = new ArrayList<>();
    /** Rows as they are: of the registry, and of what left the roster. */
    final List<SnapshotRow> rows = new ArrayList<>();

    void slot(SlotWatch slot) {
        if (!slot.dirty) {
            slot.dirty = true;
            slots.add(slot);
        }
    }

    void device(Listed device) {
        if (!device.dirty) {
            device.dirty = true;
            devices.add(device);
        }
    }

    void village(VillageWatch village) {
        if (!village.dirty) {
            village.dirty = true;
            villages.add(village);
        }
    }

    void pon(PonPlace pon) {
        if (!pon.dirty) {
            pon.dirty = true;
            pons.add(pon);
        }
    }

    /** The roster was made anew: what is dirty of it are the new places of the same things. What left it has no row to write. */
    void moveTo(Roster roster) {
        List<SlotWatch> oldSlots = List.copyOf(slots);
        List<Listed> oldDevices = List.copyOf(devices);
        List<VillageWatch> oldVillages = List.copyOf(villages);
        List<PonPlace> oldPons = List.copyOf(pons);
        slots.clear();
        devices.clear();
        villages.clear();
        pons.clear();
        for (PonPlace old : oldPons) {
            PonPlace now = roster.pons.get(old.path);
            if (now != null) {
                pon(now);
            }
        }
        for (SlotWatch old : oldSlots) {
            SlotWatch now = roster.slots.get(old.key());
            if (now != null) {
                slot(now);
            }
        }
        for (Listed old : oldDevices) {
            Listed now = roster.devices.get(old.device.id());
            if (now != null) {
                device(now);
            }
        }
        for (VillageWatch old : oldVillages) {
            VillageWatch now = roster.villages.get(old.village.id());
            if (now != null) {
                village(now);
            }
        }
    }

    void clear() {
        slots.forEach(slot -> slot.dirty = false);
        devices.forEach(device -> device.dirty = false);
        villages.forEach(village -> village.dirty = false);
        pons.forEach(pon -> pon.dirty = false);
        slots.clear();
        devices.clear();
        villages.clear();
        pons.clear();
        rows.clear();
    }
}
