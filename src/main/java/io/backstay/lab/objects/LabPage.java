package io.backstay.lab.objects;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of the objects under a prefix as they are now, rolled up at a delimiter as S3 does: what lies deeper is
/// one entry, told once.
///
/// @param deeper the prefixes of what lies deeper
/// @param end    the place behind which the next page begins, null on the last
record LabPage(
        List<LabObject> objects,
        List<String> deeper,
        @Nullable String end) {
    /// Behind every name that begins with what stands before it.
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    /// @param delimiter null for none
    /// @param after     the place behind which the page begins, null for the first
    /// @param max       of entries
    static LabPage of(
            LabObjectIndex index, String prefix, @Nullable String delimiter, @Nullable String after, int max) {
        List<LabObject> objects = new ArrayList<>();
        List<String> deeper = new ArrayList<>();
        String at = after;
        while (objects.size() + deeper.size() < max) {
            List<LabObject> found = index.current(prefix, at, max - objects.size() - deeper.size());
            if (found.isEmpty()) {
                return new LabPage(objects, deeper, null);
            }
            for (LabObject each : found) {
                int cut = delimiter == null ? -1 : each.key().indexOf(delimiter, prefix.length());
                if (cut >= 0) {
                    String common = each.key().substring(0, cut + 1);
                    deeper.add(common);
                    at = common + LAST;
                    break;
                }
                objects.add(each);
                at = each.key();
            }
        }
        return new LabPage(objects, deeper, index.current(prefix, at, 1).isEmpty() ? null : at);
    }
}
