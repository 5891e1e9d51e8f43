package io.backstay.act.connection;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The regions that a person chooses from, with what is known of the account.
///
/// @param regions   by name: those that Backstay knows, and those that the account has besides
/// @param enabled   names of those that the account has enabled; absent while nobody knows
/// @param sentence  what a person is to know, empty for nothing
/// @param statement the statement that the key's policy lacks, absent when it lacks none
public record RegionOffer(
        List<KnownRegion> regions,
        @Nullable Set<String> enabled,
        String sentence,
        @Nullable String statement) {
    /// All, of an account that nobody asked.
    public static final RegionOffer ALL = new RegionOffer(KnownRegion.all(), null, "", null);

    public RegionOffer {
        regions = List.copyOf(regions);
        enabled = enabled == null ? null : Set.copyOf(enabled);
    }

    /// All, with those marked that the account has enabled.
    public static RegionOffer of(List<String> enabled) {
        List<KnownRegion> known = KnownRegion.all();
        Stream<KnownRegion> others = enabled.stream()
                .filter(name -> known.stream().noneMatch(each -> each.name().equals(name)))
                .map(name -> new KnownRegion(name, ""));
        return new RegionOffer(
                Stream.concat(known.stream(), others)
                        .sorted((one, other) -> one.name().compareTo(other.name()))
                        .toList(),
                new TreeSet<>(enabled),
                "The account has enabled those that are marked; in the others nothing can lie.",
                null);
    }

    /// All, and why it is not known which of them the account has enabled.
    ///
    /// @param statement that the key's policy lacks, absent where that is not why
    public static RegionOffer unknown(String why, @Nullable String statement) {
        return new RegionOffer(
                KnownRegion.all(),
                null,
                "Which of them the account has enabled is not known, so that all are offered. " + why,
                statement);
    }

    /// Whether the account has enabled it; not so while nobody knows.
    public boolean isEnabled(KnownRegion region) {
        return enabled != null && enabled.contains(region.name());
    }

    /// Those of that name or place, in whole or in part, whatever the letters' case.
    public List<KnownRegion> matching(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return regions.stream()
                .filter(each -> each.name().contains(wanted)
                        || each.place().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }
}
