package io.backstay.policy.promise;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which clocks the zone of a policy may mean.
public final class ClockZones {
    /// Letters that stand for several zones, with a place of each.
    private static final Map<String, Map<String, String>> LETTERS = Map.of(
            "IST", places("India", "Asia/Kolkata", "Israel", "Asia/Jerusalem", "Ireland", "Europe/Dublin"),
            "CST", places("North America", "America/Chicago", "China", "Asia/Shanghai", "Cuba", "America/Havana"),
            "BST",
                    places(
                            "Britain",
                            "Europe/London",
                            "Bangladesh",
                            "Asia/Dhaka",
                            "Bougainville",
                            "Pacific/Bougainville"));

    private ClockZones() {}

    /// The clocks by their place, more than one where the letters do not tell; none where nobody knows the zone.
    ///
    /// @param zone as published, such as `Europe/Berlin`, `UTC` or `IST`
    public static Map<String, ZoneId> of(String zone) {
        Map<String, ZoneId> clocks = new LinkedHashMap<>();
        Map<String, String> letters = LETTERS.get(zone.strip().toUpperCase(Locale.ROOT));
        if (letters != null) {
            letters.forEach((place, id) -> clocks.put(place, ZoneId.of(id)));
            return clocks;
        }
        try {
            clocks.put(zone, ZoneId.of(zone.strip()));
        } catch (DateTimeException _) {
            // Nobody's clock: the answer is none.
        }
        return clocks;
    }

    private static Map<String, String> places(String... pairs) {
        Map<String, String> places = new LinkedHashMap<>();
        List<String> all = List.of(pairs);
        for (int i = 0; i < all.size(); i += 2) {
            places.put(all.get(i), all.get(i + 1));
        }
        return places;
    }
}
