package vn.phusong.village;

import org.jspecify.annotations.Nullable;

/**
 * A village (thôn, bản, tổ dân phố …) while it lay in this area. Key: (id, valid.from); the id never changes.
 *
 * @param kind the registry's own word, thôn or bản or …
 * @param area code of the commune it lies in
 * @param place where its centre is
 * @param households how many, and who says so
 * @param gridPower whether the national grid reaches it, null when nobody told
 */
public record Village(
        String id,
        String name,
        String kind,
        String area,
        Place place,
        Households households,
        @Nullable Boolean gridPower,
        Validity valid) {}
