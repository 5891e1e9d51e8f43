package io.backstay.act.connection.account;

import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Heard;
import io.backstay.policy.rules.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the catalogue has of a connection.
///
/// @param listedAt    when assets of it were listed last, absent when none ever was
/// @param staleSince  the moment of the oldest facts that the newest listing should have told anew and did not, or
///                    that are too old to show that a promise holds; absent when there are none
/// @param points      how many recovery points it has
/// @param assets      how many assets
/// @param unprotected names of assets without any way back: no usable point, no restorable window, no versions
/// @param unreadable  names of those of which that is not known, because their points may not be read, or whether a
///                    bucket keeps versions
/// @param concerns    what a person should hear of, each with its moment, the gravest first
public record Seen(
        @Nullable Instant listedAt,
        @Nullable Instant staleSince,
        long points,
        int assets,
        List<String> unprotected,
        List<String> unreadable,
        List<Circumstance> concerns) {
    public Seen {
        unprotected = List.copyOf(unprotected);
        unreadable = List.copyOf(unreadable);
        concerns = List.copyOf(concerns);
    }

    /// Of which nothing is unreadable, and nothing is to be heard of.
    public Seen(
            @Nullable Instant listedAt,
            @Nullable Instant staleSince,
            long points,
            int assets,
            List<String> unprotected) {
        this(listedAt, staleSince, points, assets, unprotected, List.of(), List.of());
    }

    /// Looks.
    ///
    /// @param source as facts of the connection name it
    /// @param at     now; a point that has gone by then is no way back
    public static Seen of(String source, Catalogue catalogue, Instant at) throws BackstayException {
        Instant newest = null;
        Instant stale = null;
        long points = 0;
        int assets = 0;
        List<String> unprotected = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<Circumstance> said = Circumstance.newest(catalogue.circumstances(null).stream()
                .filter(each -> each.observation().source().equals(source))
                .toList());
        Set<String> unread = unread(said);
        Heard heard = catalogue.heard().get(source);
        for (Asset each : catalogue.assets()) {
            if (!each.observation().source().equals(source)) {
                continue;
            }
            Instant seen = each.observation().observedAt();
            newest = newest == null || seen.isAfter(newest) ? seen : newest;
            boolean old =
                    (heard != null && heard.isMissing(each.observation())) || seen.isBefore(at.minus(Subject.OLDEST));
            stale = old && (stale == null || seen.isBefore(stale)) ? seen : stale;
            points += catalogue.count(PointFilter.of(each.id()));
            assets++;
            boolean back = each.pitr() != null || Boolean.TRUE.equals(each.versioning());
            if (!back && !catalogue.hasUsable(each.id(), at)) {
                boolean unknown = unread.contains(each.id().value())
                        || (each.kind() == AssetKind.OBJECT_STORE && each.versioning() == null);
                (unknown ? unreadable : unprotected).add(each.name());
            }
        }
        return new Seen(
                newest,
                stale,
                points,
                assets,
                unprotected,
                unreadable,
                said.stream()
                        .filter(Circumstance::isConcern)
                        .sorted(Comparator.comparingInt(Circumstance::weight))
                        .toList());
    }

    private static Set<String> unread(List<Circumstance> said) {
        Set<String> unread = new HashSet<>();
        for (Circumstance each : said) {
            if (each.kind() == Circumstance.Kind.POINTS_UNREAD && each.value().equals(Circumstance.ON)) {
                unread.add(each.subject());
            }
        }
        return unread;
    }
}
