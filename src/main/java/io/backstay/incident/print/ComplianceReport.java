package io.backstay.incident.print;

import io.backstay.policy.check.CheckResult;
import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.lint.LintReport;
import java.util.List;

/// A policy held against the facts, and against itself, to be handed on as PDF.
///
/// @param check   what the facts came to; its instant is the report's
/// @param lint    what the text came to
/// @param curves  of the assets that the policy covers
/// @param version of Backstay
public record ComplianceReport(CheckResult check, LintReport lint, List<AssetCurve> curves, String version) {
    public ComplianceReport {
        curves = List.copyOf(curves);
    }
}
