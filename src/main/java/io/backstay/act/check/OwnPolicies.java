package io.backstay.act.check;

import io.backstay.act.connection.Connection;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.facts.EstateFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which policy each asset is held against: the one that its connection names, the practice lab's for practice alone.
///
/// @param policies    holds them
/// @param connections where they are read
record OwnPolicies(PolicyDesk policies, CatalogueFacts.Named connections) {
    /// Holds each asset against its own. A policy or a list of connections that cannot be read leaves its assets
    /// unjudged, and the others not.
    OwnCheck check(EstateFacts facts, Instant at, List<String> notes) {
        List<Connection> known = List.of();
        String unread = null;
        try {
            known = connections.read();
        } catch (BackstayException e) {
            unread = sentence("Its connection is not known", e.failure());
        }
        Map<String, Set<AssetId>> own = new TreeMap<>();
        List<OwnCheck.Unjudged> unjudged = new ArrayList<>(unlisted(facts, known));
        for (Asset asset : facts.assets()) {
            String policy = policy(asset, known);
            if (policy == null) {
                unjudged.add(new OwnCheck.Unjudged(asset.id(), unread == null ? why(asset, known) : unread));
            } else {
                own.computeIfAbsent(policy, _ -> new TreeSet<>()).add(asset.id());
            }
        }
        List<OwnCheck.Held> held = new ArrayList<>();
        own.forEach((policy, assets) -> {
            try {
                CheckResult result = policies.check(policy, facts.only(assets), at);
                held.add(new OwnCheck.Held(assets, result));
            } catch (BackstayException e) {
                String why = sentence("Its policy " + policy + " could not be read", e.failure());
                assets.forEach(asset -> unjudged.add(new OwnCheck.Unjudged(asset, why)));
            }
        });
        return new OwnCheck(at, held, unjudged, notes);
    }

    /// A promise of which nothing was listed yet is not kept by what others show.
    private static List<OwnCheck.Unjudged> unlisted(EstateFacts facts, List<Connection> known) {
        return known.stream()
                .filter(each -> each.policy() != null)
                .filter(each -> facts.assets().stream()
                        .noneMatch(asset -> of(asset, List.of(each)).findAny().isPresent()))
                .map(each -> new OwnCheck.Unjudged(
                        each.asset(),
                        "The connection " + each.name() + " names the policy " + each.policy()
                                + " and has listed nothing yet; list it with 'backstay sync " + each.name() + "'."))
                .toList();
    }

    /// The policy that a database is held against, also before it was listed.
    ///
    /// @param asset as it is known, absent where it is not
    @Nullable
    String policy(AssetId database, @Nullable Asset asset) throws BackstayException {
        List<Connection> known = connections.read();
        if (asset != null) {
            return policy(asset, known);
        }
        return known.stream()
                .filter(each -> each.assets().contains(database))
                .map(Connection::policy)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private static String sentence(String what, Failure failure) {
        return what + ": " + failure.message() + " " + failure.advice();
    }

    /// The connection of a database counts before the account that lists it.
    private static @Nullable String policy(Asset asset, List<Connection> known) {
        if (asset.environment() == Environment.PRACTICE) {
            return PolicyDesk.PRACTICE_POLICY;
        }
        return of(asset, known)
                .map(Connection::policy)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Connection> of(Asset asset, List<Connection> known) {
        return Stream.concat(
                known.stream().filter(each -> each.assets().contains(asset.id())),
                known.stream()
                        .filter(each -> each.source().equals(asset.observation().source())));
    }

    private static String why(Asset asset, List<Connection> known) {
        return of(asset, known)
                .findFirst()
                .map(each -> "The connection " + each.name() + " names no policy; name one with"
                        + " 'backstay connection policy " + each.name() + " POLICY'.")
                .orElse("It is known from " + asset.observation().source()
                        + ", and no connection that names a policy; judge it with 'backstay check --policy'.");
    }
}
