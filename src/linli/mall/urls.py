"""Addresses of this module."""

from django.urls import path

from linli.mall.views import desk, money, residents, services, shop

urlpatterns = [
    path("mall/", residents.mall, name="mall"),
    path("mall/offers/<int:offer>/", residents.mall_offer, name="mall_offer"),
    path("mall/offers/<int:offer>/times/", services.offer_times, name="offer_times"),
    path("mall/orders/<int:order>/given/", services.service_given, name="service_given"),
    path("me/services/", services.my_services, name="my_services"),
    path("me/services/new/", services.offer_service, name="offer_service"),
    path("mall/orders/<int:order>/", residents.order, name="order"),
    path("mall/orders/<int:order>/<slug:verb>/", residents.order_step, name="order_step"),
    path("me/orders/", residents.my_orders, name="my_orders"),
    path("work/shop/", shop.shop, name="shop"),
    path("work/shop/<int:merchant>/", shop.shop_orders, name="shop_orders"),
    path("work/shop/<int:merchant>/scan/", shop.shop_scan, name="shop_scan"),
    path("work/shop/<int:merchant>/statement/", shop.shop_statement, name="shop_statement"),
    path(
        "work/shop/<int:merchant>/statement.xlsx",
        shop.shop_statement_file,
        name="shop_statement_file",
    ),
    path("work/shop/<int:merchant>/offers/new/", shop.make_offer, name="make_offer"),
    path("work/shop/offers/<int:offer>/<slug:verb>/", shop.offer_step, name="offer_step"),
    path("work/mall/", desk.mall_desk, name="mall_desk"),
    path("work/mall/money/", money.mall_money, name="mall_money"),
    path("work/mall/money/rate/", money.mall_rate, name="mall_rate"),
    path("work/mall/money/pledge/", money.mall_pledge, name="mall_pledge"),
    path("work/mall/figures/", money.mall_figures, name="mall_figures"),
    path("work/shop/<int:merchant>/settlements/", money.settlements, name="settlements"),
    path("work/shop/settlements/<int:settlement>/", money.settlement, name="settlement"),
    path(
        "work/shop/settlements/<int:settlement>/file.<slug:form>",
        money.settlement_file,
        name="settlement_file",
    ),
    path(
        "work/mall/settlements/<int:settlement>/paid/",
        money.settlement_paid,
        name="settlement_paid",
    ),
    path(
        "work/mall/settlements/<int:settlement>/drop/",
        money.settlement_drop,
        name="settlement_drop",
    ),
    path("work/mall/counter/", desk.mall_counter, name="mall_counter"),
    path("work/mall/merchants/new/", shop.add_merchant, name="add_merchant"),
    path("work/mall/merchants/<int:merchant>/", desk.merchant, name="merchant"),
    path(
        "work/mall/merchants/<int:merchant>/<slug:verb>/", desk.merchant_step, name="merchant_step"
    ),
]
