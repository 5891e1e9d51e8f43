package io.backstay.ui.restore.work;

import io.backstay.base.Failure;
import io.backstay.restore.journal.RestoreStep;

/// A step that did not end well, as a person needs to hear it.
///
/// @param step      the step that stopped
/// @param cause     what happened, in one sentence
/// @param untouched what was and what was not changed
/// @param advice    the safe next act
/// @param code      a stable word for a support request
/// @param cancelled whether the operator stopped it
public record Trouble(RestoreStep step, String cause, String untouched, String advice, String code, boolean cancelled) {

    /// The step failed.
    public static Trouble of(RestoreStep step, Failure failure) {
        return new Trouble(step, failure.message(), untouched(step), failure.advice(), failure.code(), false);
    }

    /// Somebody stopped it.
    public static Trouble cancelled(RestoreStep step) {
        return new Trouble(
                step,
                step.title() + " was cancelled.",
                untouched(step),
                "Try the step again, or close this restore.",
                "cancelled",
                true);
    }

    /// It ended in a defect of ours.
    public static Trouble broken(RestoreStep step) {
        return new Trouble(
                step,
                step.title() + " ended in a defect of Backstay.",
                untouched(step),
                "Close this restore and begin again; the log says more.",
                "defect",
                false);
    }

    private static String untouched(RestoreStep step) {
        return switch (step) {
            case INTAKE, VERDICT -> "Nothing was changed: a verdict only reads the catalogue and the policy.";
            case FIND, STAGE ->
                "Live was not touched. What was begun of the scratch server goes when this restore is closed.";
            case CLOSURE, DIFF -> "Nothing was changed: live and the scratch server were only read.";
            case PLAN -> "Nothing was written: no plan was fixed, and live was only read.";
            case APPROVE -> "Nothing was written: without an approval the import cannot begin.";
            case IMPORT, PROVE ->
                "The import is one transaction, all of it or nothing, and no commit was reported. "
                        + "If the connection broke during the commit itself, only reading the rows again can tell.";
            case VERIFY -> "The import stays committed. Checks after it, files and the report may be missing.";
        };
    }
}
