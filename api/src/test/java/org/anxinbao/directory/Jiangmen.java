package org.anxinbao.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.anxinbao.seal.Duty;
import org.anxinbao.seal.PrivateKey;
import org.anxinbao.seal.PublicKey;

/** The real reference data without a database, with CASE keys for the offices a test names. */
public final class Jiangmen {
  private static final PublicKey KEY = PrivateKey.generate().publicKey();
  private static final Snapshot.Tables SEED = Seed.tables();

  private Jiangmen() {}

  /**
   * The offices of the demo: the city and two districts with five lines each, and the committee.
   */
  public static Set<String> offices() {
    var offices = new TreeSet<String>();
    for (var prefix : List.of("jm", "pj", "jh")) {
      for (var line :
          List.of(
              "safety-committee-office",
              "emergency",
              "fire",
              "housing",
              "transport",
              "urban-management")) {
        offices.add(prefix + "-" + line);
      }
    }
    offices.add("jm-safety-committee");
    return offices;
  }

  public static Snapshot withDemoKeys() {
    return withKeys(offices());
  }

  public static Snapshot withKeys(Collection<String> organisations) {
    return with(organisations, List.of());
  }

  /** With further rules, as an operator would add them. */
  public static Snapshot with(Collection<String> organisations, List<RoutingRule> more) {
    var rules = new ArrayList<>(SEED.routingRules());
    rules.addAll(more);
    return new Snapshot(
        new Snapshot.Tables(
            SEED.areas(),
            SEED.industries(),
            SEED.hazardClasses(),
            SEED.organisations(),
            rules,
            SEED.holidays(),
            SEED.limits(),
            organisations.stream()
                .map(code -> new OrganisationKey(code, Duty.CASE, 1, KEY))
                .toList()));
  }
}
