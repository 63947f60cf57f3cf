package org.anxinbao.dev;

import static org.anxinbao.web.Role.ADMIN;
import static org.anxinbao.web.Role.AUDITOR;
import static org.anxinbao.web.Role.CUSTODIAN;
import static org.anxinbao.web.Role.FINANCE;
import static org.anxinbao.web.Role.HANDLER;
import static org.anxinbao.web.Role.REVIEWER;
import static org.anxinbao.web.Role.SAFETY_OFFICER;
import static org.anxinbao.web.Role.SUPERVISOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.anxinbao.seal.Duty;
import org.anxinbao.web.Role;

/** Who works where in the demo: no cryptography, no database. */
final class DemoStaff {
  /** City and the two districts: 440700, 440703, 440704. */
  private static final List<String> AREAS = List.of("jm", "pj", "jh");

  private static final List<String> LINES =
      List.of("emergency", "fire", "housing", "transport", "urban-management");
  private static final String CITY_OFFICE = "jm-safety-committee-office";

  private DemoStaff() {}

  /**
   * @param voucher the organisation that vouches for the key
   */
  record OfficeKey(String organisation, Duty duty, String voucher) {}

  record Person(String username, String organisation, Set<Role> roles) {
    /** Duties whose keys this person holds. */
    Set<Duty> duties() {
      if (roles.contains(CUSTODIAN)) {
        return Set.of(Duty.CUSTODY);
      }
      if (roles.contains(FINANCE)) {
        return Set.of(Duty.FINANCE);
      }
      return roles.contains(AUDITOR) || roles.contains(ADMIN) ? Set.of() : Set.of(Duty.CASE);
    }
  }

  record Enterprise(String code, String name, String english, String area, String creditCode) {
    String district() {
      return area.equals("440703") ? "pj" : "jh";
    }
  }

  static List<Enterprise> enterprises() {
    return List.of(
        new Enterprise(
            "ent-pj-construction",
            "蓬江示范建筑工程有限公司",
            "Pengjiang Demo Construction Ltd",
            "440703",
            "91440703MA4D3M001X"),
        new Enterprise(
            "ent-jh-chemical",
            "江海示范化工有限公司",
            "Jianghai Demo Chemical Ltd",
            "440704",
            "91440704MA4D3M002F"));
  }

  static List<OfficeKey> keys() {
    var keys = new ArrayList<OfficeKey>();
    keys.add(new OfficeKey("jm-safety-committee", Duty.CASE, "jm-government"));
    for (var area : AREAS) {
      var office = area + "-safety-committee-office";
      var above = office.equals(CITY_OFFICE) ? "jm-safety-committee" : CITY_OFFICE;
      keys.add(new OfficeKey(office, Duty.CASE, above));
      for (var line : LINES) {
        keys.add(new OfficeKey(area + "-" + line, Duty.CASE, office));
      }
    }
    keys.add(new OfficeKey(CITY_OFFICE, Duty.CUSTODY, "jm-safety-committee"));
    keys.add(new OfficeKey("jm-finance", Duty.FINANCE, CITY_OFFICE));
    for (var enterprise : enterprises()) {
      keys.add(
          new OfficeKey(
              enterprise.code(), Duty.CASE, enterprise.district() + "-safety-committee-office"));
    }
    return keys;
  }

  static List<Person> people() {
    var people = new ArrayList<Person>();
    supervisors(people, "jm-safety-committee");
    for (var area : AREAS) {
      supervisors(people, area + "-safety-committee-office");
      for (var line : LINES) {
        office(people, area + "-" + line, Set.of(HANDLER), Set.of(REVIEWER));
      }
    }
    people.add(new Person("jm-custodian", CITY_OFFICE, Set.of(CUSTODIAN)));
    people.add(new Person("jm-finance-1", "jm-finance", Set.of(FINANCE)));
    people.add(new Person("jm-auditor", CITY_OFFICE, Set.of(AUDITOR)));
    people.add(new Person("operator", "jm-government", Set.of(ADMIN)));
    for (var enterprise : enterprises()) {
      var code = enterprise.code();
      people.add(new Person(code + "-safety", code, Set.of(HANDLER, SAFETY_OFFICER)));
      people.add(new Person(code + "-head", code, Set.of(REVIEWER)));
    }
    return people;
  }

  private static void supervisors(List<Person> people, String organisation) {
    office(people, organisation, Set.of(HANDLER, SUPERVISOR), Set.of(REVIEWER, SUPERVISOR));
  }

  private static void office(
      List<Person> people, String organisation, Set<Role> handler, Set<Role> reviewer) {
    people.add(new Person(organisation + "-1", organisation, handler));
    people.add(new Person(organisation + "-2", organisation, handler));
    people.add(new Person(organisation + "-reviewer", organisation, reviewer));
  }
}
