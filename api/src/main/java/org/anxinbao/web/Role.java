package org.anxinbao.web;

/**
 * What a member may do; RULES of each in docs/architecture.md. A member's roles all lie in one
 * organisation.
 */
public enum Role {
  HANDLER,
  REVIEWER,
  SUPERVISOR,
  CUSTODIAN,
  FINANCE,
  AUDITOR,
  SAFETY_OFFICER,
  ADMIN
}
