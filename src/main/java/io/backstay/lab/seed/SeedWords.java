package io.backstay.lab.seed;

import java.util.List;
import java.util.SplittableRandom;

/// Invented names and phrases, in several scripts, because real customers' names come in all of them.
final class SeedWords {
    /// The firms, in the order in which they signed up.
    static final List<String> FIRMS = List.of(
            "Copperleaf Tax",
            "Jürgensen & Söhne",
            "Harrow & Finch",
            "Nguyễn Accounting Studio",
            "O'Dowd's \"Fair\" Ledger",
            "Οικονόμου Φορολογικά",
            "Bright River Books",
            "王氏会计 Advisory",
            "Ковалёв и партнёры",
            "Şahin & Łukasik Tax");

    private static final List<String> GIVEN = List.of(
            "Priya", "Jonas", "Amara", "Lucía", "Tomás", "Zoë", "Jürgen", "Mai", "Anh", "Kofi", "Björk", "Søren",
            "Élise", "Hamish", "Olga", "Дарья", "Иван", "Ελένη", "Νίκος", "美玲", "伟", "さくら", "하은", "ليلى", "נועה",
            "अनन्या", "Ìbùkún", "Siobhán", "Žofia", "Çağla", "Matilda", "Angus", "Wirimu", "Tāne", "Gabriel", "Ines");
    private static final List<String> FAMILY = List.of(
            "Nair",
            "Weber",
            "Okafor",
            "Müller",
            "Groß",
            "Hernández",
            "Nguyễn",
            "Trần",
            "Mensah",
            "Guðmundsdóttir",
            "Sørensen",
            "Lefèvre",
            "McAllister",
            "Петрова",
            "Ковалёв",
            "Παπαδάκη",
            "陈",
            "王",
            "高橋",
            "김",
            "الحداد",
            "שפירא",
            "शर्मा",
            "Adébáyò",
            "Ó Briain",
            "Novák",
            "Yılmaz",
            "Whitlam-Ray",
            "Kelly",
            "Te Rangi",
            "da Silva",
            "van der Berg");
    private static final List<String> TRADES = List.of(
            "Plumbing",
            "Dental",
            "Café",
            "Joinery",
            "Orchards",
            "Freight",
            "Electrical",
            "Physio",
            "Bäckerei",
            "Landscapes",
            "Marine",
            "Books & Records",
            "Fencing",
            "Solar",
            "Childcare",
            "Tyres",
            "Veterinary",
            "Roofing");
    private static final List<String> JOBS = List.of(
            "Income tax return",
            "BAS, quarter",
            "Annual accounts",
            "FBT return",
            "Company set-up",
            "Payroll review",
            "ASIC annual statement",
            "Trust distribution minutes",
            "Cash flow forecast",
            "Loan pack for the bank");
    private static final List<String> ITEMS =
            List.of("Bank statements received", "Ledger reconciled", "Draft reviewed by partner", "Signed by client");
    private static final List<String> LINES = List.of(
            "Preparation of tax return",
            "Bookkeeping, hours",
            "Advice on depreciation",
            "Lodgement with the tax office",
            "Review of payroll",
            "Meeting and notes",
            "Disbursement: company register");
    private static final List<String> QUESTIONS = List.of(
            "Please send the bank statement for June.", "Who drove the second car, and how far?",
            "The receipt for the laptop is missing.", "Is the holiday flat still let?",
            "We need the new loan's contract.", "Which of the two transfers was the deposit?");
    private static final List<String> SENTENCES = List.of(
            "Thank you, the figures look right to me.",
            "I have put the file into the portal.",
            "Could we move our call to Thursday?",
            "Danke, die Unterlagen folgen morgen früh.",
            "The invoice went to our old address.",
            "Merci, c'est bien reçu.",
            "Please hold the lodgement until Monday.",
            "谢谢，我明天把收据发给您。",
            "Nothing else from our side.",
            "My partner will sign tonight.");

    private SeedWords() {}

    static String person(SplittableRandom random) {
        return one(GIVEN, random) + " " + one(FAMILY, random);
    }

    static String company(SplittableRandom random) {
        return one(FAMILY, random) + " " + one(TRADES, random) + " Pty Ltd";
    }

    static String job(SplittableRandom random) {
        return one(JOBS, random);
    }

    static String item(int position) {
        return ITEMS.get(position % ITEMS.size());
    }

    static String line(SplittableRandom random) {
        return one(LINES, random);
    }

    static String question(SplittableRandom random) {
        return one(QUESTIONS, random);
    }

    static String sentence(SplittableRandom random) {
        return one(SENTENCES, random);
    }

    /// A number from the range that Australia keeps for invented people.
    static String phone(SplittableRandom random) {
        return "(03) 5550 " + (1000 + random.nextInt(9000));
    }

    static <T> T one(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
