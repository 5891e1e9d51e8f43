package io.backstay.act.check;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Utc;
import io.backstay.codec.Words;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.estate.PointStatus;
import io.backstay.estate.RecoveryPoint;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.rules.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Failed and missed runs of what is no practice: points that failed, and promises about runs that a check finds
/// broken, each asset by the policy that its connection names. What was told is kept in `told.json` of the state
/// folder.
public final class AlertDesk implements Alerts {
    /// The rules that a failed or missed run breaks.
    private static final Set<String> RULES = Set.of("rpo", "schedule", "archiving", "restore-test");

    private static final int NEWEST = 200;

    private final Facts facts;
    private final ToldBook told;

    /// @param home the state folder
    public AlertDesk(Facts facts, Path home) {
        this.facts = facts;
        this.told = new ToldBook(home);
    }

    @Override
    public List<Alert> fresh() throws BackstayException {
        Set<AssetId> watched = facts.assets().stream()
                .filter(asset -> asset.environment() != Environment.PRACTICE)
                .map(Asset::id)
                .collect(Collectors.toSet());
        if (watched.isEmpty()) {
            return List.of();
        }
        Map<String, Alert> broken = new LinkedHashMap<>();
        Set<String> still = new HashSet<>();
        look(watched, broken, still);
        Set<String> before = told.read();
        Set<String> now = new LinkedHashSet<>(before);
        now.retainAll(still);
        now.addAll(broken.keySet());
        if (!now.equals(before)) {
            told.write(now);
        }
        List<Alert> fresh = new ArrayList<>();
        broken.forEach((key, alert) -> {
            if (!before.contains(key)) {
                fresh.add(alert);
            }
        });
        return List.copyOf(fresh);
    }

    /// @param broken gets what is to be told, by a key that stays the same while it is broken
    /// @param still  gets the keys of all that is not mended; what is not known any more is not mended
    private void look(Set<AssetId> watched, Map<String, Alert> broken, Set<String> still) throws BackstayException {
        OwnCheck check = facts.checkOwn(null);
        told.read().stream().filter(key -> isUnjudged(key, check)).forEach(still::add);
        for (RecoveryPoint point : facts.points(new Facts.PointQuery(null, Set.of(), "", null, NEWEST))
                .points()) {
            if (point.status() == PointStatus.FAILED && watched.contains(point.asset())) {
                String key = "point " + point.asset() + " " + point.id();
                still.add(key);
                broken.put(
                        key,
                        new Alert(
                                point.asset(),
                                check.policy(point.asset()),
                                "A backup of " + point.asset() + " failed",
                                "The " + Words.of(point.kind()) + " " + point.id() + " of " + Utc.words(point.takenAt())
                                        + " failed: find out why, and take another."));
            }
        }
        check.held().forEach(held -> look(held.result(), watched, broken, still));
    }

    /// Whether a promise that was told as broken is one that nobody can judge at this moment.
    private static boolean isUnjudged(String key, OwnCheck check) {
        return RULES.stream()
                .anyMatch(rule ->
                        check.unjudged().stream().anyMatch(each -> key.startsWith(rule + " " + each.asset() + " ")));
    }

    private static void look(CheckResult result, Set<AssetId> watched, Map<String, Alert> broken, Set<String> still) {
        for (Finding finding : result.findings()) {
            if (RULES.contains(finding.rule()) && watched.contains(finding.asset())) {
                String key = finding.rule() + " " + finding.asset() + " " + finding.target();
                if (finding.status() != Finding.Status.COMPLIANT) {
                    still.add(key);
                }
                if (finding.status() == Finding.Status.BREACH) {
                    broken.put(
                            key,
                            new Alert(
                                    finding.asset(),
                                    result.policy(),
                                    "Breach: " + finding.rule() + " of " + finding.asset(),
                                    finding.message()));
                }
            }
        }
    }
}
