package vn.phusong.reading;

import org.jspecify.annotations.Nullable;

/**
 * What one SIM slot saw.
 *
 * @param plmn the SIM's home network, MCC and two-digit MNC as text ("45201"); names the slot
 * @param serving the network that served it, if the device said so
 * @param levels of the serving cell; of the LTE anchor for {@link Rat#NR_NSA}
 * @param nr levels of the NR leg for {@link Rat#NR_NSA}, else absent
 * @param cqi 0..15 (TS 36.213 Table 7.2.3-1), −1 when absent
 * @param band 3GPP band number, −1 when absent
 * @param cell ECI or NCI as text
 */
public record Radio(
        String plmn,
        @Nullable String serving,
        Rat rat,
        Registration registration,
        Levels levels,
        Levels nr,
        int cqi,
        int band,
        @Nullable String cell) {

    void addTo(Fingerprint hash) {
        hash.add(plmn)
                .add(serving)
                .add(rat.name())
                .add(registration.name())
                .add(cqi)
                .add(band)
                .add(cell);
        levels.addTo(hash);
        nr.addTo(hash);
    }
}
