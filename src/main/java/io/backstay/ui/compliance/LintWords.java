package io.backstay.ui.compliance;

/// The rules of contradictions as headlines.
final class LintWords {
    private LintWords() {}

    /// What a rule finds, such as `The backups are further apart than promised`.
    ///
    /// @param rule `R1` to `R20`
    static String of(String rule) {
        return switch (rule) {
            case "R1" -> "The backups are further apart than the RPO";
            case "R2" -> "Older points are further apart than promised";
            case "R3" -> "Two numbers for one failure";
            case "R4" -> "A promise without the means for it";
            case "R5" -> "Redundancy is called a backup";
            case "R6" -> "All is promised, only metadata is covered";
            case "R7" -> "A promise that nothing measures";
            case "R8" -> "No retention is given";
            case "R9" -> "The tests do not show what is promised";
            case "R10" -> "The time zone can be read in several ways";
            case "R11" -> "Retention is a count or an age";
            case "R12" -> "A limitation is narrower than the retention";
            case "R13" -> "A control is quoted with another one's title";
            case "R14" -> "The provider's plan keeps less";
            case "R15" -> "What is planned is taken for what is there";
            case "R16" -> "Deleted data lives on in backups";
            case "R17" -> "Customers are told to do what they cannot";
            case "R18" -> "The loss is noticed after the points are gone";
            case "R19" -> "Nothing says when the clock starts";
            case "R20" -> "The rows and names of a table do not fit together";
            default -> "The policy contradicts itself";
        };
    }
}
