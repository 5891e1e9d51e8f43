package io.backstay.manifest;

import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.policy.Policies;
import io.backstay.policy.check.MadeEstate;
import io.backstay.policy.check.PolicyCheck;
import io.backstay.policy.rules.Finding;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// Counts what a manifest holds, puts it into a catalogue and holds a policy against it, in a process with a small
/// heap.
final class ImportingChild {
    private ImportingChild() {}

    /// Says what it found.
    ///
    /// @param arguments the manifest and the catalogue
    @SuppressWarnings("SystemOut") // the parent reads it there
    public static void main(String[] arguments) throws Exception {
        System.out.println("ready");
        System.in.read();
        Path manifest = Path.of(arguments[0]);
        try (Catalogue catalogue = Catalogue.open(Path.of(arguments[1]))) {
            Manifests.load(manifest, catalogue);
            var facts = Manifests.facts(List.of(manifest));
            String measured = PolicyCheck.check(
                            new Policies(null, InstantSource.system()).get("agentic-labs"), facts, MadeEstate.NOW)
                    .findings()
                    .stream()
                    .filter(finding -> finding.rule().equals("retention"))
                    .map(Finding::measured)
                    .findFirst()
                    .orElseThrow();
            System.out.println(Manifests.contents(manifest).points() + " counted, " + catalogue.count(PointFilter.ALL)
                    + " points, of promised moments there are " + measured);
        }
    }
}
