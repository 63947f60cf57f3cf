package org.anxinbao.casework;

import static org.anxinbao.casework.Cases.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.anxinbao.casework.Casework.Officer;
import org.anxinbao.casework.Decision.*;
import org.anxinbao.web.Role;
import org.junit.jupiter.api.Test;

class CaseworkTest {
  @Test
  void shouldLeadATipFromScreeningToItsClosing() {
    var answered = after(confirmed(), LI, new Feedback("已整改"));
    assertThat(confirmed().status()).isEqualTo(Status.SUBSTANTIATED);
    assertThat(confirmed().progress().verdict())
        .isEqualTo(new Tip.Verdict(Finding.SUBSTANTIATED, Grade.GENERAL));
    assertThat(answered.status()).isEqualTo(Status.ANSWERED);
    assertThat(answered.progress().answeredOn()).isEqualTo(TODAY);
    assertThat(after(answered, WANG, new Close()).status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void shouldRefuseAFindingConfirmedByItsAuthor() {
    var proposed = concludedBy(LI_WHO_REVIEWS_TOO);
    assertThat(decide(proposed, new Confirm(), LI_WHO_REVIEWS_TOO))
        .isEqualTo(refused(Refusal.NEEDS_A_SECOND_PERSON));
    assertThat(decide(proposed, new Return("再查"), LI_WHO_REVIEWS_TOO))
        .isEqualTo(refused(Refusal.NEEDS_A_SECOND_PERSON));
    assertThat(decide(proposed, new Confirm(), LI)).isEqualTo(refused(Refusal.NOT_YOUR_ROLE));
  }

  @Test
  void shouldTakeAFindingBackToTheHandlerWhenItIsReturned() {
    var returned = after(concludedBy(LI), WANG, new Return("补充照片"));
    assertThat(returned.status()).isEqualTo(Status.VERIFYING);
    assertThat(returned.progress().proposal()).isNull();
    assertThat(on(TODAY).allowed(returned, LI)).contains(Decision.Kind.CONCLUDE);
  }

  @Test
  void shouldLetTheFindingWaitWhileTheReporterIsAsked() {
    var asked = after(concludedBy(LI), LI, new Ask("哪一栋?"));
    assertThat(asked.status()).isEqualTo(Status.NEEDS_INFO);
    assertThat(after(asked, WANG, new Confirm()).status()).isEqualTo(Status.SUBSTANTIATED);
    assertThat(on(TODAY).resumed(asked).progress()).isEqualTo(concluded(asked));
  }

  @Test
  void shouldStopTheOfficesClockWhileItWaits() {
    var asked = after(accepted(), LI, new Ask("哪一栋?"));
    assertThat(on(TODAY).due(asked)).as("the reporter's").isEqualTo(TODAY.plusDays(15));
    var later = on(TODAY.plusDays(20));
    assertThat(later.overdue(asked)).isFalse();
    assertThat(later.resumed(asked).status()).isEqualTo(Status.ACCEPTED);
    assertThat(later.due(later.resumed(asked))).isEqualTo(TODAY.plusDays(60 + 20));
    assertThat(later.decide(asked, new Verify(), LI))
        .as("on what there is")
        .isInstanceOf(Outcome.Decided.class);
  }

  @Test
  void shouldBeOverdueOnlyWhileTheOfficeHasToAct() {
    assertThat(on(TODAY.plusDays(7)).overdue(submitted())).isFalse();
    assertThat(on(TODAY.plusDays(8)).overdue(submitted())).isTrue();
    var answered = after(confirmed(), LI, new Feedback("已整改"));
    assertThat(on(TODAY.plusYears(1)).overdue(answered)).isFalse();
  }

  @Test
  void shouldLetAHandlerTransferWithinTheFirstClockAndAReviewerAfterIt() {
    var transfer = new Transfer("jh-fire", "消防");
    assertThat(on(TODAY.plusDays(8)).decide(submitted(), transfer, LI))
        .isEqualTo(refused(Refusal.NOT_YOUR_ROLE));
    assertThat(on(TODAY.plusDays(8)).decide(submitted(), transfer, WANG))
        .isInstanceOf(Outcome.Decided.class);
    assertThat(decide(accepted(), transfer, LI)).isEqualTo(refused(Refusal.NOT_YOUR_ROLE));
    var moved = after(accepted(), WANG, transfer);
    assertThat(moved.status()).isEqualTo(Status.SCREENING);
    assertThat(moved.progress().dueOn()).as("starts anew").isEqualTo(TODAY.plusDays(7));
  }

  @Test
  void shouldLeaveAThirdTransferToTheSupervisingOffice() {
    var twice = after(submitted(), LI, new Transfer("a", "x"), new Transfer("b", "y"));
    assertThat(decide(twice, new Transfer("c", "z"), LI))
        .isEqualTo(refused(Refusal.ASSIGNMENT_IS_THE_SUPERVISORS));
  }

  @Test
  void shouldEscalateOnceAndOnlyWhereSomebodyIsAbove() {
    var escalated = after(submitted(), LI, new Escalate("拒不配合"));
    assertThat(escalated.offices().escalated()).isTrue();
    assertThat(escalated.status()).as("a mark, not a state").isEqualTo(Status.SCREENING);
    assertThat(decide(escalated, new Escalate("再报"), WANG))
        .isEqualTo(refused(Refusal.ALREADY_ESCALATED));
    var alone = submitted().with(new Tip.Offices(OFFICE, null, false, 0));
    assertThat(decide(alone, new Escalate("上报"), LI)).isEqualTo(refused(Refusal.NOBODY_ABOVE));
  }

  @Test
  void shouldCountAnEnterprisesTimeFromTheReport() {
    var handler = officer(ENTERPRISE, Role.HANDLER);
    var head = officer(ENTERPRISE, Role.REVIEWER);
    var internal = submitted(Channel.INTERNAL, ENTERPRISE);
    var verifying = after(internal, handler, new Accept(), new Verify(), conclude());
    assertThat(verifying.progress().dueOn()).isEqualTo(internal.progress().dueOn());
    assertThat(after(verifying, head, new Confirm()).progress().dueOn())
        .isEqualTo(TODAY.plusDays(3));
    assertThat(decide(internal, new Transfer("jh-fire", "x"), handler))
        .isEqualTo(refused(Refusal.NOT_ALLOWED_NOW));
  }

  @Test
  void shouldCountAnOfficesTimeForAnInternalReportThatCameToIt() {
    var skipped = after(submitted(Channel.INTERNAL, OFFICE), LI, new Accept());
    assertThat(skipped.progress().dueOn()).isEqualTo(TODAY.plusDays(60));
  }

  @Test
  void shouldLetTheReporterWithdrawUntilTheOfficeVerifies() {
    assertThat(on(TODAY).mayWithdraw(submitted())).isTrue();
    assertThat(on(TODAY).mayWithdraw(accepted())).isTrue();
    assertThat(on(TODAY).mayWithdraw(after(accepted(), LI, new Ask("?")))).isTrue();
    assertThat(on(TODAY).mayWithdraw(verifying())).isFalse();
    assertThat(on(TODAY).mayWithdraw(after(verifying(), LI, new Ask("?")))).isFalse();
    var withdrawn = on(TODAY).withdrawn(after(accepted(), LI, new Ask("?")));
    assertThat(withdrawn.progress().waiting()).isNull();
    assertThat(on(TODAY).allowed(withdrawn, LI_WHO_REVIEWS_TOO)).isEmpty();
  }

  @Test
  void shouldLetNobodyElseDecide() {
    assertThat(on(TODAY).allowed(submitted(), SOMEBODY_ELSE)).isEmpty();
  }

  private static Tip.Progress concluded(Tip asked) {
    return new Tip.Progress(
        Status.VERIFYING, asked.progress().dueOn(), null, asked.progress().proposal(), null, null);
  }

  private static Outcome decide(Tip tip, Decision decision, Officer by) {
    return on(TODAY).decide(tip, decision, by);
  }

  private static Outcome refused(Refusal why) {
    return new Outcome.Refused(why);
  }
}
