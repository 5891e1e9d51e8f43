package io.backstay.cli;

import io.backstay.act.Desk;
import io.backstay.act.check.Facts;
import io.backstay.base.AssetId;
import io.backstay.base.ExitCode;
import io.backstay.cli.terminal.AssetWord;
import io.backstay.codec.Json;
import io.backstay.estate.Asset;
import io.backstay.estate.RecoveryPoint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backstay points`: recovery points and restorable windows.
@Command(name = "points", description = "Recovery points and restorable windows, newest first.")
final class PointsCommand implements Callable<Integer> {
    private static final int LIMIT_MAX = 1000;

    private final RootCommand root;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(names = "--asset", paramLabel = "A", converter = AssetWord.class, description = "Only this asset.")
    private @Nullable AssetId asset;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    PointsCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws Exception {
        if ((limit < 1 || limit > LIMIT_MAX) && spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--limit takes 1 to " + LIMIT_MAX + ", not " + limit);
        }
        try (Desk desk = root.open()) {
            Facts facts = desk.facts();
            AssetId only = asset;
            Facts.PointPage page = facts.points(new Facts.PointQuery(only, Set.of(), "", null, limit));
            List<Asset> assets = facts.assets().stream()
                    .filter(one -> only == null || one.id().equals(only))
                    .toList();
            if (json) {
                root.print(Json.pretty(document(assets, page)));
            } else {
                people(assets, page);
            }
        }
        return ExitCode.HOLDS.code();
    }

    private void people(List<Asset> assets, Facts.PointPage page) {
        for (Asset one : assets) {
            root.print(
                    one.pitr() == null
                            ? one.id() + ": no point-in-time recovery observed"
                            : "%s: any instant from %s to %s"
                                    .formatted(
                                            one.id(),
                                            one.pitr().earliest(),
                                            one.pitr().latest()));
        }
        for (RecoveryPoint point : page.points()) {
            root.print("%s  %-14s %-10s %8s  expires %s  %s"
                    .formatted(
                            point.takenAt(),
                            point.kind().name().toLowerCase(Locale.ROOT),
                            point.status().name().toLowerCase(Locale.ROOT),
                            point.size() == null ? "?" : point.size(),
                            point.expiresAt() == null ? "unknown" : point.expiresAt(),
                            point.id()));
        }
        root.print("%,d of %,d points".formatted(page.points().size(), page.total()));
    }

    private static Map<String, @Nullable Object> document(List<Asset> assets, Facts.PointPage page) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("total", page.total());
        document.put("windows", assets.stream().map(PointsCommand::window).toList());
        document.put("points", page.points().stream().map(PointsCommand::point).toList());
        return document;
    }

    private static Map<String, @Nullable Object> window(Asset asset) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("asset", asset.id().value());
        one.put(
                "earliest",
                asset.pitr() == null ? null : asset.pitr().earliest().toString());
        one.put("latest", asset.pitr() == null ? null : asset.pitr().latest().toString());
        return one;
    }

    private static Map<String, @Nullable Object> point(RecoveryPoint point) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("id", point.id().value());
        one.put("asset", point.asset().value());
        one.put("kind", point.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        one.put("takenAt", point.takenAt().toString());
        one.put("completedAt", text(point.completedAt()));
        one.put("expiresAt", text(point.expiresAt()));
        one.put("status", point.status().name().toLowerCase(Locale.ROOT));
        one.put("sizeBytes", point.size() == null ? null : point.size().bytes());
        return one;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
