from django.contrib.auth.views import LogoutView
from django.urls import path

from zoneworks.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("mine/", views.account, name="account"),
    path("mine/password/", views.password, name="password"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/people/new/", views.admit, name="admit"),
    path("organisation/people/<int:pk>/", views.person, name="person"),
    path("organisation/people/<int:pk>/revoke/<int:role_pk>/", views.revoke, name="revoke"),
]
