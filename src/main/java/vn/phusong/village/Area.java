package vn.phusong.village;

import org.jspecify.annotations.Nullable;

/**
 * An administrative unit while it had this code and meaning. Key: (code, valid.from); a code alone is no key, codes are reused.
 *
 * @param parent code of the unit above at the same time, null for the top
 * @param level what kind of unit, in the registry's own words (province, district, commune …)
 */
public record Area(
        String code, @Nullable String parent, String level, String nameVi, @Nullable String nameEn, Validity valid) {}
