package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Registration;

/**
 * Which cell last gave a slot service, and the base station it belongs to. Only good samples at home say so: a SIM that lost its station looks for service in
 * cells far away. Watch loop only.
 */
final class ServedBy {
    private @Nullable String cell;
    private boolean isLte;
    /** Key of the station by the registry of now; empty while no cell was told. Made, not kept. */
    String station = "";
    /** What the incidents were told last. */
    String said = "";

    /** A good sample was taken. */
    void sample(Radio radio, String operator, ServingSites sites) {
        String told = radio.cell();
        if (told != null && !told.equals(cell) && radio.registration() == Registration.HOME) {
            cell = told;
            isLte = radio.rat() == Rat.LTE || radio.rat() == Rat.NR_NSA;
            settle(operator, sites);
        }
    }

    /** The registry may say otherwise now where that cell stands. */
    void settle(String operator, ServingSites sites) {
        station = cell == null ? "" : sites.station(operator, cell, isLte);
    }

    void carry(ServedBy old) {
        cell = old.cell;
        isLte = old.isLte;
        said = old.said;
    }

    boolean isTold() {
        return cell != null;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(cell == null ? "" : cell);
        out.writeBoolean(isLte);
        out.writeUTF(said);
    }

    void read(DataInput in) throws IOException {
        cell = in.readUTF();
        isLte = in.readBoolean();
        said = in.readUTF();
    }
}
