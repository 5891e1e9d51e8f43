package io.backstay.act.connection;

import java.util.List;

/// A region of AWS with where it lies. AWS opens new ones: a name that is not among them is taken all the same.
///
/// @param name  such as `eu-central-1`
/// @param place such as `Frankfurt`, empty where it is not known
public record KnownRegion(String name, String place) {
    /// Those of the partition `aws`, by name (AWS General Reference, "Regions and zones").
    private static final List<KnownRegion> ALL = List.of(
            new KnownRegion("af-south-1", "Cape Town"),
            new KnownRegion("ap-east-1", "Hong Kong"),
            new KnownRegion("ap-east-2", "Taipei"),
            new KnownRegion("ap-northeast-1", "Tokyo"),
            new KnownRegion("ap-northeast-2", "Seoul"),
            new KnownRegion("ap-northeast-3", "Osaka"),
            new KnownRegion("ap-south-1", "Mumbai"),
            new KnownRegion("ap-south-2", "Hyderabad"),
            new KnownRegion("ap-southeast-1", "Singapore"),
            new KnownRegion("ap-southeast-2", "Sydney"),
            new KnownRegion("ap-southeast-3", "Jakarta"),
            new KnownRegion("ap-southeast-4", "Melbourne"),
            new KnownRegion("ap-southeast-5", "Malaysia"),
            new KnownRegion("ap-southeast-6", "New Zealand"),
            new KnownRegion("ap-southeast-7", "Thailand"),
            new KnownRegion("ca-central-1", "Central Canada"),
            new KnownRegion("ca-west-1", "Calgary"),
            new KnownRegion("eu-central-1", "Frankfurt"),
            new KnownRegion("eu-central-2", "Zurich"),
            new KnownRegion("eu-north-1", "Stockholm"),
            new KnownRegion("eu-south-1", "Milan"),
            new KnownRegion("eu-south-2", "Spain"),
            new KnownRegion("eu-west-1", "Ireland"),
            new KnownRegion("eu-west-2", "London"),
            new KnownRegion("eu-west-3", "Paris"),
            new KnownRegion("il-central-1", "Tel Aviv"),
            new KnownRegion("me-central-1", "UAE"),
            new KnownRegion("me-south-1", "Bahrain"),
            new KnownRegion("mx-central-1", "Mexico"),
            new KnownRegion("sa-east-1", "São Paulo"),
            new KnownRegion("us-east-1", "N. Virginia"),
            new KnownRegion("us-east-2", "Ohio"),
            new KnownRegion("us-west-1", "N. California"),
            new KnownRegion("us-west-2", "Oregon"));

    /// All, by name.
    public static List<KnownRegion> all() {
        return ALL;
    }
}
