package io.backstay.act.drill;

/// What a drill practises.
///
/// @param seed the same seed gives the same data, the same accident and the same counts
public record DrillOptions(Scenario scenario, Size size, long seed) {

    /// What goes wrong.
    public enum Scenario {
        /// One firm's data is deleted by mistake and comes back.
        DELETION("deletion"),
        /// The same, but a hidden trigger writes into another firm during the import; the proof must stop it.
        PLANTED_TRIGGER("planted-trigger"),
        /// Wrong values are written into one firm over story weeks.
        CORRUPTION("corruption"),
        /// One firm's files are deleted and overwritten, and come back by version.
        OBJECTS("objects"),
        /// A hostile deletion, with an attack on backups and history, which their locks must refuse.
        RANSOMWARE("ransomware"),
        /// The server is lost; everything comes back to a new place.
        FULL("full");

        private final String word;

        Scenario(String word) {
            this.word = word;
        }

        /// As it is typed and as it stands in reports.
        public String word() {
            return word;
        }
    }

    /// How much data the lab holds.
    public enum Size {
        /// 6 firms of 300 clients: within a minute.
        SMALL("small"),
        /// 10 firms of 3,000 clients, about 200 MB: within five minutes.
        LARGE("large");

        private final String word;

        Size(String word) {
            this.word = word;
        }

        /// As it is typed.
        public String word() {
            return word;
        }
    }
}
