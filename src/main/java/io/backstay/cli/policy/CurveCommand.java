package io.backstay.cli.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.act.Desk;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.cli.terminal.AssetWord;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.When;
import io.backstay.codec.Json;
import io.backstay.codec.WholeFile;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.curve.Curve;
import io.backstay.policy.curve.CurvePng;
import io.backstay.policy.curve.CurveSvg;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `backstay policy curve`: how far apart the moments lie that one can go back to.
@Command(
        name = "curve",
        description = {
            "The recoverability curve: how far apart the moments lie that one can go back to, by the age of the",
            "wanted moment, as promised, as configured and as it is. Exit code 1 where less is there than promised,",
            "2 where no asset is known."
        })
final class CurveCommand extends DeskAct {
    @Parameters(paramLabel = "POLICY", description = "Its id, see 'policy list', or a file *.yaml.")
    private String policy = "";

    @Option(
            names = "--asset",
            paramLabel = "A",
            converter = AssetWord.class,
            description = "Only this asset. Default: all that the policy covers.")
    private @Nullable AssetId asset;

    @Option(
            names = "--manifest",
            paramLabel = "F",
            arity = "1..*",
            description = "Exported manifests to read instead of the catalogue.")
    private List<Path> manifests = List.of();

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = When.class,
            description = "The instant to look from, ISO-8601. Default: now; with --manifest: its export.")
    private @Nullable Instant at;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description =
                    "Writes the picture of the one asset; whole, or nothing. Needs --asset where there are several.")
    private @Nullable Path svg;

    @Option(names = "--png", paramLabel = "FILE", description = "The same as PNG, 1720 by 680.")
    private @Nullable Path png;

    CurveCommand(Session session) {
        super(session);
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException {
        List<AssetCurve> curves = chosen(desk);
        draw(curves);
        if (isForPrograms()) {
            session.print(Json.pretty(document(curves)));
        } else {
            people(curves);
        }
        if (curves.isEmpty()) {
            return ExitCode.UNDECIDABLE;
        }
        boolean worse =
                curves.stream().flatMap(one -> one.curve().bands().stream()).anyMatch(Curve.Band::worseThanPromised);
        return worse ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
    }

    private List<AssetCurve> chosen(Desk desk) throws BackstayException {
        List<AssetCurve> all =
                manifests.isEmpty() ? desk.facts().curves(policy, at) : desk.curvesOfManifests(policy, manifests, at);
        AssetId wanted = asset;
        if (wanted == null) {
            return all;
        }
        List<AssetCurve> one =
                all.stream().filter(each -> each.asset().id().equals(wanted)).toList();
        if (one.isEmpty()) {
            throw new BackstayException(new Failure.NotFound(
                    "The asset " + wanted + " under the policy " + policy,
                    all.isEmpty()
                            ? "List the estate's assets first, such as with 'backstay sync'."
                            : "There are "
                                    + String.join(
                                            ", ",
                                            all.stream().map(CurveCommand::id).toList()) + "."));
        }
        return one;
    }

    private void draw(List<AssetCurve> curves) throws BackstayException {
        if (svg == null && png == null) {
            return;
        }
        if (curves.size() != 1) {
            throw new BackstayException(new Failure.BadInput(
                    "A picture shows one asset, and there are " + curves.size() + ".", "Name one with --asset."));
        }
        AssetCurve one = curves.getFirst();
        if (svg != null) {
            byte[] picture = CurveSvg.of(one.curve(), policy + ", " + id(one)).getBytes(UTF_8);
            WholeFile.write(svg, out -> out.write(picture));
        }
        if (png != null) {
            byte[] picture = CurvePng.of(one.curve());
            WholeFile.write(png, out -> out.write(picture));
        }
    }

    private Map<String, @Nullable Object> document(List<AssetCurve> curves) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("policy", policy);
        document.put(
                "assets",
                curves.stream()
                        .map(one -> {
                            Map<String, @Nullable Object> asset = new LinkedHashMap<>();
                            asset.put("asset", id(one));
                            asset.put(
                                    "bands",
                                    one.curve().bands().stream()
                                            .map(CurveCommand::band)
                                            .toList());
                            return asset;
                        })
                        .toList());
        return document;
    }

    private static Map<String, @Nullable Object> band(Curve.Band band) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("fromAge", band.fromAge());
        document.put("toAge", band.toAge());
        document.put("promised", band.promised());
        document.put("configured", band.configured());
        document.put("actual", band.actual());
        document.put("worseThanPromised", band.worseThanPromised());
        return document;
    }

    private void people(List<AssetCurve> curves) {
        if (curves.isEmpty()) {
            session.print("No known asset is covered by " + policy + ".");
        }
        for (AssetCurve one : curves) {
            session.print(id(one));
            session.print("  %-22s %-12s %-12s %-12s"
                    .formatted("AGE", "PROMISED", "CONFIGURED", "ACTUAL")
                    .stripTrailing());
            for (Curve.Band band : one.curve().bands()) {
                session.print("  %-22s %-12s %-12s %-12s %s"
                        .formatted(
                                band.ages(),
                                words(band.promised()),
                                words(band.configured()),
                                words(band.actual()),
                                band.worseThanPromised() ? "worse than promised" : "")
                        .stripTrailing());
            }
        }
    }

    private static String id(AssetCurve one) {
        return one.asset().id().value();
    }

    private static String words(@Nullable Duration distance) {
        return distance == null ? "none" : Durations.words(distance);
    }
}
