package dev.tombolo.tenant.api;

import java.util.List;

/** What a request costs in resource units (reference §10.2). */
final class RequestCost {
  private static final int SMALL_PAGE = 20;

  private RequestCost() {}

  static int of(ApiRequest request) {
    if (writes(request)) {
      return 2;
    }
    int cost = base(request.path());
    if (request.option("$select").isPresent()) {
      cost--;
    }
    if (request.option("$expand").isPresent()) {
      cost++;
    }
    if (request.option("$top").filter(RequestCost::small).isPresent()) {
      cost--;
    }
    return Math.max(1, cost);
  }

  static boolean writes(ApiRequest request) {
    return request.method() != Method.GET;
  }

  private static int base(List<String> path) {
    String first = path.isEmpty() ? "" : path.get(0);
    String third = path.size() > 2 ? path.get(2) : "";
    if (third.equals("transitiveMembers") || third.equals("transitiveMemberOf")) {
      return 5;
    }
    if (first.equals("subscribedSkus") || (first.equals("groups") && third.equals("members"))) {
      return 3;
    }
    boolean allUsers = first.equals("users") && path.size() == 1;
    return allUsers ? 2 : 1;
  }

  private static boolean small(String top) {
    boolean number = top.length() <= 2 && top.chars().allMatch(Character::isDigit);
    return number && Integer.parseInt("0" + top) < SMALL_PAGE;
  }
}
